package io.tazpod.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.ANONYMOUS_CLASSES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// Who may see whom (docs/design.md, section 2), below one root package: ours, or that of the planted violations.
final class Rules {

    private static final List<String> ADAPTERS = List.of("docker", "podman", "s3", "minio", "local");

    /// What a pure rule may use of the JDK: values, streams of bytes, arithmetic, ciphers.
    private static final List<String> PURE_JDK = List.of(
            "java.lang",
            "java.lang.annotation",
            "java.lang.runtime",
            "java.util..",
            "java.time..",
            "java.io",
            "java.nio",
            "java.nio.charset",
            "java.math",
            "java.security..",
            "javax.crypto..",
            "org.jspecify..");

    /// Doors to the world inside those packages; `owner#method`, or `owner#*` for all of them.
    private static final Set<String> DOORS = Set.of(
            "java.lang.System#getenv",
            "java.lang.System#getProperty",
            "java.lang.System#currentTimeMillis",
            "java.lang.System#nanoTime",
            "java.lang.Runtime#exec",
            "java.time.Instant#now",
            "java.time.LocalDate#now",
            "java.time.LocalDateTime#now",
            "java.time.ZonedDateTime#now",
            "java.time.OffsetDateTime#now",
            "java.time.Clock#systemUTC",
            "java.time.Clock#systemDefaultZone",
            "java.util.UUID#randomUUID");

    private static final Set<String> EXITS =
            Set.of("java.lang.System#exit", "java.lang.Runtime#exit", "java.lang.Runtime#halt");

    private static final String VAGUE_NAME = ".*(Utils?|Helpers?|Manager|Impl)|Common.*";

    private final String root;

    Rules(String root) {
        this.root = root;
    }

    /// Every rule by the sentence that it stands for.
    Map<String, ArchRule> all() {
        var rules = new LinkedHashMap<String, ArchRule>();
        rules.put("the domain sees the JDK only", domainSeesTheJdkOnly());
        rules.put("the domain reads no file, process, network or environment", domainReadsNothing());
        rules.put("the domain has no clock and no chance of its own", domainHasNoClock());
        rules.put("ports are interfaces, records, enums and two exceptions", portsAreShapes());
        rules.put("ports name no library", portsNameNoLibrary());
        rules.put("the engines' transport sees ports only", transportSeesPorts());
        rules.put("adapters do not see each other", adaptersAreStrangers());
        rules.put("adapters see neither the use cases nor the command line", adaptersLookInwards());
        rules.put("only the engines see their transport", onlyEnginesSeeTransport());
        rules.put("only the wiring names adapters", onlyWiringNamesAdapters());
        rules.put("the use cases see no framework and no command line", useCasesAreFree());
        rules.put("only Main ends the process", onlyMainExits());
        rules.put("only local.machine starts processes", onlyMachineStartsProcesses());
        rules.put("nobody copies through an engine's archive", nobodyCopiesArchives());
        rules.put("no engine adapter spells an archive address", noArchiveAddress());
        rules.put("packages have no cycles", noCycles());
        rules.put("every package is null-marked", everyPackageIsNullMarked());
        rules.put("names say what a class is for", namesSaySomething());
        rules.put("nobody logs", nobodyLogs());
        return rules;
    }

    /// Every package that some rule is about, so that none looks at nothing.
    static List<String> rings() {
        return Stream.concat(Stream.of("domain", "ports", "enginehttp", "app", "cli"), ADAPTERS.stream())
                .toList();
    }

    private ArchRule domainSeesTheJdkOnly() {
        var allowed = Stream.concat(Stream.of(in("domain")), PURE_JDK.stream()).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(in("domain"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .because("the rules are tested without any machine");
    }

    private ArchRule domainReadsNothing() {
        var doors = "java\\.io\\.(File|RandomAccessFile|Console).*|java\\.nio\\.file\\..*|java\\.net\\..*"
                + "|java\\.lang\\.Process.*|java\\.nio\\.channels\\..*";
        return noClasses()
                .that()
                .resideInAPackage(in("domain"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(doors)
                .because("the rules get what they need to know as values");
    }

    private ArchRule domainHasNoClock() {
        var chance = describe(
                "new random numbers",
                (JavaConstructorCall call) ->
                        call.getTarget().getParameterTypes().isEmpty()
                                && Set.of("java.security.SecureRandom", "java.util.Random")
                                        .contains(call.getTargetOwner().getName()));
        return noClasses()
                .that()
                .resideInAPackage(in("domain"))
                .should(callMethodWhere(oneOf(DOORS)))
                .orShould(ArchConditions.callConstructorWhere(chance))
                .because("time and chance are parameters");
    }

    private ArchRule portsAreShapes() {
        var shape = describe(
                "an interface, a record, an enum, PortFailure or OutputClosed",
                (JavaClass type) -> type.isInterface()
                        || type.isRecord()
                        || type.isEnum()
                        || type.getName().equals(root + ".ports.PortFailure")
                        // no failure of a port: how a stream says that its reader has gone
                        || type.getName().equals(root + ".ports.terminal.OutputClosed"));
        return classes()
                .that()
                .resideInAPackage(in("ports"))
                .and(not(ANONYMOUS_CLASSES))
                .should(ArchConditions.be(shape))
                .because("behaviour belongs to the rules or to an adapter");
    }

    private ArchRule portsNameNoLibrary() {
        return classes()
                .that()
                .resideInAPackage(in("ports"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("ports"), in("domain"), "java..", "org.jspecify..")
                .because("an adapter's library must be replaceable");
    }

    private ArchRule transportSeesPorts() {
        return noClasses()
                .that()
                .resideInAPackage(in("enginehttp"))
                .should()
                .dependOnClassesThat(outside("enginehttp", "ports"))
                .because("two engines share it");
    }

    private ArchRule adaptersAreStrangers() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return ADAPTERS.stream()
                                .filter(adapter -> within(adapter).test(type))
                                .map(SliceIdentifier::of)
                                .findFirst()
                                .orElseGet(SliceIdentifier::ignore);
                    }

                    @Override
                    public String getDescription() {
                        return "adapters";
                    }
                })
                .should()
                .notDependOnEachOther()
                .because("each can be taken away");
    }

    private ArchRule adaptersLookInwards() {
        return noClasses()
                .that(anyAdapter())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("app"), in("cli"))
                .because("adapters serve ports, not their callers");
    }

    private ArchRule onlyEnginesSeeTransport() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("enginehttp"), in("docker"), in("podman"), in("cli.wiring"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("enginehttp"))
                .because("it is the engines' own");
    }

    private ArchRule onlyWiringNamesAdapters() {
        return noClasses()
                .that(not(anyAdapter()))
                .and()
                .resideOutsideOfPackage(in("cli.wiring"))
                .should()
                .dependOnClassesThat(anyAdapter())
                .because("which adapter it is, is decided in one place");
    }

    private ArchRule useCasesAreFree() {
        return noClasses()
                .that()
                .resideInAPackage(in("app"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("cli"), "picocli..", "dagger..", "javax.inject..")
                .because("a use case outlives its framework");
    }

    private ArchRule onlyMainExits() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".cli.Main")
                .should(callMethodWhere(oneOf(EXITS)))
                .because("exit codes are decided in one place, after everything was put away");
    }

    private ArchRule onlyMachineStartsProcesses() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("local.machine"))
                // Docker's credential helpers are asked on standard input, by a protocol that only this adapter speaks
                .and()
                .doNotHaveFullyQualifiedName(root + ".docker.CredentialHelper")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .orShould(callMethodWhere(oneOf(Set.of("java.lang.Runtime#exec"))))
                .because("every child has an argument list, drained pipes and a limit");
    }

    private ArchRule nobodyCopiesArchives() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("CopyArchive")
                .orShould(callMethodWhere(describe(
                        "a copy through the engine", call -> call.getName().startsWith("copyArchive"))))
                .because("Docker writes what is copied to the host's disk, in plain text");
    }

    private ArchRule noArchiveAddress() {
        return classes()
                .that()
                .resideInAnyPackage(in("docker"), in("podman"), in("enginehttp"))
                .should(new HoldNoText("/archive"))
                .because("Docker writes what is copied to the host's disk, in plain text");
    }

    /// The command line counts as one: its commands, its words and its wiring know each other.
    private ArchRule noCycles() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return within("cli").test(type)
                                ? SliceIdentifier.of(root + ".cli")
                                : resideInAnyPackage(root + "..").test(type)
                                        ? SliceIdentifier.of(type.getPackageName())
                                        : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .because("each package can be read after those that it uses");
    }

    private static ArchRule everyPackageIsNullMarked() {
        return classes().should(new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var marked = type.getPackage()
                        .tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isPresent();
                events.add(new SimpleConditionEvent(
                        type, marked, type.getName() + " resides in a package that is not @NullMarked"));
            }
        });
    }

    private static ArchRule namesSaySomething() {
        return noClasses()
                .that()
                // Docker's own word for these programs
                .doNotHaveSimpleName("CredentialHelper")
                .should()
                .haveNameMatching("(.*[.$])?(" + VAGUE_NAME + ")")
                .because("a name tells what a class is for");
    }

    private static ArchRule nobodyLogs() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
                .because("what people should know is said to them, the rest is in the exception");
    }

    private String in(String ring) {
        return root + "." + ring + "..";
    }

    private DescribedPredicate<JavaClass> within(String ring) {
        return resideInAnyPackage(in(ring));
    }

    private DescribedPredicate<JavaClass> anyAdapter() {
        return resideInAnyPackage(ADAPTERS.stream().map(this::in).toArray(String[]::new));
    }

    /// Our own classes outside of these rings.
    private DescribedPredicate<JavaClass> outside(String... rings) {
        return resideInAnyPackage(root + "..")
                .and(not(resideInAnyPackage(Stream.of(rings).map(this::in).toArray(String[]::new))));
    }

    private static DescribedPredicate<JavaMethodCall> oneOf(Set<String> methods) {
        return describe("one of " + methods, call -> methods.contains(named(call)));
    }

    private static String named(JavaAccess<?> call) {
        return call.getTargetOwner().getName() + "#" + call.getName();
    }
}
