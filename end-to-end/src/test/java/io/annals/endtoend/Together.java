package io.annals.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Callers that start at the same moment, a thread each. */
final class Together {
    private Together() {}

    interface Call<T> {
        T call(int number) throws Exception;
    }

    /** What each of them got, in the order of their numbers; the first failure is thrown. */
    static <T> List<T> call(int callers, Call<T> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(callers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int number = i;
                calls.add(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return call.call(number);
                });
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(calls, 120, TimeUnit.SECONDS)) {
                answers.add(one.get());
            }
            return answers;
        }
    }
}
