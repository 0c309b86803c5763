package org.recordingarchiver.archival;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Holders;
import org.springframework.batch.core.repository.JobRepository;

/**
 * The job repository for one run: takes nothing any more once the run's holder was declared dead.
 * Spring Batch's own check of versions does not see to that: before it writes a job execution it
 * reads the version anew.
 */
final class HeldJobRepository implements InvocationHandler {

  private final JobRepository repository;
  private final Holders holders;
  private final long holder;

  private HeldJobRepository(JobRepository repository, Holders holders, long holder) {
    this.repository = repository;
    this.holders = holders;
    this.holder = holder;
  }

  /**
   * The same repository. Whatever writes throws a {@link
   * org.recordingarchiver.ledger.LeaseLostException} once the holder was declared dead.
   */
  static JobRepository of(JobRepository repository, Holders holders, long holder) {
    return (JobRepository)
        Proxy.newProxyInstance(
            JobRepository.class.getClassLoader(),
            new Class<?>[] {JobRepository.class},
            new HeldJobRepository(repository, holders, holder));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
    String name = method.getName();
    if (name.startsWith("create")) {
      return holders.besideLife(holder, () -> call(method, arguments));
    }
    return name.startsWith("update") || name.startsWith("delete")
        ? holders.whileAlive(holder, () -> call(method, arguments))
        : call(method, arguments);
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) {
    try {
      return method.invoke(repository, arguments);
    } catch (InvocationTargetException e) {
      switch (e.getTargetException()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case Throwable other -> throw new IllegalStateException(other);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
