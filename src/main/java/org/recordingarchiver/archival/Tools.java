package org.recordingarchiver.archival;

/** What tries at chunks are made with, the same for all of a run. */
record Tools(
    Run run,
    Fetcher fetcher,
    CopyKeeper keeper,
    SourcePolicy policy,
    RetryPlan retries,
    VerifySettings verify) {}
