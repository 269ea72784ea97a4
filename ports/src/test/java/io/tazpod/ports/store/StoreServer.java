package io.tazpod.ports.store;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.utility.DockerImageName;

/// A real server that tests run against: named by the environment, or started in a container.
///
/// A server that is not there skips the test with a reason, or fails it when `TAZPOD_REQUIRE` names it.
public record StoreServer(String endpoint, String accessKey, String secretKey) {

    private static final String IMAGE = "TAZPOD_MINIO_IMAGE";

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    /// One container for all tests of a process, which ends with it.
    private static final Supplier<StoreServer> CONTAINER = once(StoreServer::started);

    public static StoreServer minio() {
        return named("TAZPOD_MINIO")
                .or(() -> environment(IMAGE).map(_ -> CONTAINER.get()))
                .orElseGet(() -> missing("minio", "dev/store minio prints what to set, or set " + IMAGE));
    }

    public static StoreServer radosgw() {
        return named("TAZPOD_RGW").orElseGet(() -> missing("radosgw", "dev/store radosgw prints what to set"));
    }

    /// Whatever `dev/store-contract` was given.
    public static StoreServer any() {
        return environment("TAZPOD_STORE_ENDPOINT")
                .map(endpoint -> new StoreServer(
                        endpoint,
                        environment("AWS_ACCESS_KEY_ID").orElse(""),
                        environment("AWS_SECRET_ACCESS_KEY").orElse("")))
                .orElseGet(() -> missing("store", "dev/store-contract s3|minio ENDPOINT"));
    }

    public StoreServer withWrongSecret() {
        return new StoreServer(endpoint, accessKey, "not" + secretKey);
    }

    /// Somebody else on the same server, as `dev/store radosgw` has made them.
    public StoreServer withStranger() {
        return new StoreServer(endpoint, "x" + accessKey, "x" + secretKey);
    }

    private static Optional<StoreServer> named(String prefix) {
        return environment(prefix + "_ENDPOINT")
                .map(endpoint -> new StoreServer(
                        endpoint,
                        environment(prefix + "_ACCESS_KEY").orElse(""),
                        environment(prefix + "_SECRET_KEY").orElse("")));
    }

    private static StoreServer missing(String name, String remedy) {
        var reason = "no " + name + " server: " + remedy;
        if (Arrays.asList(environment("TAZPOD_REQUIRE").orElse("").split("[ ,]+"))
                .contains(name)) {
            return fail(reason);
        }
        if (TOLD.add(reason)) {
            System.out.println("skipped: " + reason);
        }
        Assumptions.abort(reason);
        throw new IllegalStateException("a test that is aborted does not go on");
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    private static StoreServer started() {
        var image = DockerImageName.parse(environment(IMAGE).orElseThrow());
        @SuppressWarnings("resource") // lives as long as the tests do
        var container = new MinIOContainer(image.asCompatibleSubstituteFor("minio/minio"));
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return new StoreServer(container.getS3URL(), container.getUserName(), container.getPassword());
    }

    private static <T> Supplier<T> once(Supplier<T> supplier) {
        return new Supplier<>() {
            private Optional<T> made = Optional.empty();

            @Override
            public synchronized T get() {
                if (made.isEmpty()) {
                    made = Optional.of(supplier.get());
                }
                return made.orElseThrow();
            }
        };
    }
}
