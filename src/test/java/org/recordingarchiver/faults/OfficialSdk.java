package org.recordingarchiver.faults;

import com.azure.communication.callautomation.CallAutomationClientBuilder;
import com.azure.communication.callautomation.CallRecording;
import com.azure.communication.callautomation.models.DownloadToFileOptions;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import com.azure.core.util.HttpClientOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The client that Microsoft ships, with the HTTP client that comes with it. It signs only https, so
 * its requests are turned into plain http on their way out.
 *
 * @param parallel downloads to a file, in blocks; else to a stream
 */
record OfficialSdk(boolean parallel) implements Tool {

  static List<Tool> all() {
    return List.of(new OfficialSdk(false), new OfficialSdk(true));
  }

  @Override
  public String name() {
    return parallel ? "ACS SDK, to a file" : "ACS SDK, to a stream";
  }

  @Override
  public String version() {
    return "azure-communication-callautomation "
        + CallRecording.class.getPackage().getImplementationVersion();
  }

  @Override
  public boolean fetch(String url, Path target) throws IOException {
    String https = url.replaceFirst("http:", "https:");
    try {
      if (parallel) {
        client()
            .downloadTo(
                https, target, new DownloadToFileOptions().setOverwrite(true), Context.NONE);
      } else {
        try (OutputStream out = Files.newOutputStream(target)) {
          client().downloadTo(https, out);
        }
      }
      return true;
    } catch (RuntimeException e) {
      // Whatever it is, the caller is told.
      return false;
    }
  }

  private static CallRecording client() {
    Duration patience = Duration.ofSeconds(2);
    HttpClient netty =
        HttpClient.createDefault(
            new HttpClientOptions()
                .setReadTimeout(patience)
                .setResponseTimeout(patience)
                .setConnectTimeout(patience));
    return new CallAutomationClientBuilder()
        .connectionString(
            "endpoint=https://" + SignatureCheck.HOST + "/;accesskey=" + SignatureCheck.KEY)
        .httpClient(request -> netty.send(plain(request)))
        .buildClient()
        .getCallRecording();
  }

  private static HttpRequest plain(HttpRequest request) {
    return request.copy().setUrl(request.getUrl().toString().replaceFirst("https:", "http:"));
  }
}
