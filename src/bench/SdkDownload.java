import com.azure.communication.callautomation.CallAutomationClientBuilder;
import com.azure.communication.callautomation.CallRecording;
import com.azure.communication.callautomation.models.DownloadToFileOptions;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Downloads with the client that Microsoft ships: {@code SdkDownload URLS THREADS}, each line a URL
 * and a file. The client signs only https, so its requests are turned into plain http.
 */
final class SdkDownload {

  private SdkDownload() {}

  public static void main(String[] arguments) throws Exception {
    CallRecording recordings = client();
    List<Callable<Void>> downloads = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      String[] words = line.split(" ");
      downloads.add(() -> {
        recordings.downloadTo(
            words[0].replaceFirst("http:", "https:"),
            Path.of(words[1]),
            new DownloadToFileOptions().setOverwrite(true),
            Context.NONE);
        return null;
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[1]))) {
      for (Future<Void> done : threads.invokeAll(downloads)) {
        done.get();
      }
    }
    System.exit(0);
  }

  private static CallRecording client() {
    HttpClient netty = HttpClient.createDefault();
    return new CallAutomationClientBuilder()
        .connectionString(
            "endpoint=https://benchmark.communication.azure.com/;accesskey=YmVuY2htYXJr")
        .httpClient(request -> netty.send(plain(request)))
        .buildClient()
        .getCallRecording();
  }

  private static HttpRequest plain(HttpRequest request) {
    return request.copy().setUrl(request.getUrl().toString().replaceFirst("https:", "http:"));
  }
}
