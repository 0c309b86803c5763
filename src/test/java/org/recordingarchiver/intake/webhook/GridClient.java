package org.recordingarchiver.intake.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Delivers as Event Grid does, and says what it was answered. */
final class GridClient {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  GridClient(String url) {
    this.url = url;
  }

  HttpResponse<String> post(byte[] body, String query, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + query)).POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> post(String body) {
    return post(
        body.getBytes(StandardCharsets.UTF_8),
        "",
        "Content-Type",
        "application/json; charset=utf-8",
        "aeg-event-type",
        "Notification");
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A batch of these events in the Event Grid schema. */
  static String batch(List<String> ids) {
    return ids.stream().map(GridClient::event).collect(Collectors.joining(",", "[", "]"));
  }

  static String event(String id) {
    return """
    {"id":"%1$s","topic":"/t/acs","eventType":"Microsoft.Communication.RecordingFileStatusUpdated",\
    "subject":"/recording/call/c/serverCallId/S/recordingId/%1$s","eventTime":"2026-01-05T07:02:00Z",\
    "dataVersion":"1.0","metadataVersion":"1","data":{"recordingStartTime":"2026-01-05T07:00:00Z",\
    "recordingStorageInfo":{"recordingChunks":[{"documentId":"%1$s","index":0,"contentLocation":\
    "https://storage.asm.skype.com/v1/objects/%1$s/content/video"}]}}}\
    """
        .formatted(id);
  }
}
