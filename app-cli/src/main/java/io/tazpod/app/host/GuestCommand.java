package io.tazpod.app.host;

import io.tazpod.domain.project.GuestPaths;
import io.tazpod.domain.vault.seal.Passphrase;
import io.tazpod.ports.PortFailure;
import io.tazpod.ports.engine.ContainerEngine;
import io.tazpod.ports.engine.ContainerFacts;
import io.tazpod.ports.engine.ExecRequest;
import io.tazpod.ports.engine.TerminalSize;
import io.tazpod.ports.machine.ProjectFolder;
import io.tazpod.ports.terminal.OperatorTerminal;
import io.tazpod.ports.terminal.OutputClosed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs commands inside the container, as the operator.
public final class GuestCommand {

    /// Tells a command inside that credentials of the store were lent to it; the credentials are elsewhere.
    public static final String LENT = "TAZPOD_LENT_KEYS";

    /// What a program that is killed by SIGPIPE ends with.
    private static final int BROKEN_PIPE = 141;

    private final ContainerEngine engine;
    private final OperatorContainer container;
    private final OperatorTerminal terminal;
    private final HostFacts host;
    private final ProjectFolder project;
    private boolean swept;

    public GuestCommand(
            ContainerEngine engine,
            OperatorContainer container,
            OperatorTerminal terminal,
            HostFacts host,
            ProjectFolder project) {
        this.project = project;
        this.engine = engine;
        this.container = container;
        this.terminal = terminal;
        this.host = host;
    }

    /// Connected with this terminal, or with the plain streams if there is none. Returns its exit code.
    public int attached(ContainerFacts running, List<String> command, Map<String, String> environment) {
        return attached(running, command, environment, terminal.output(), () -> {});
    }

    /// As above, with the output going through `output` and a way to end the command from outside.
    int attached(
            ContainerFacts running,
            List<String> command,
            Map<String, String> environment,
            OutputStream output,
            Runnable onHangup) {
        sweep(running);
        boolean interactive = terminal.interactive();
        var size = interactive
                ? Optional.of(terminal.size().orElse(TerminalSize.UNKNOWN))
                : Optional.<TerminalSize>empty();
        var request = request(running, command, environment, size, true);
        try (var session = engine.exec(container.name(), request)) {
            terminal.connect(session, interactive, output, onHangup);
            return session.exitCode();
        } catch (OutputClosed gone) {
            return BROKEN_PIPE;
        } catch (PortFailure failure) {
            throw EngineStops.of(failure);
        } catch (IOException cut) {
            throw EngineStops.of(new PortFailure(PortFailure.Kind.UNREACHABLE, "the engine stopped answering", cut));
        }
    }

    /// TazPod itself, inside: the verb is typed here and done there.
    public int tazpod(ContainerFacts running, List<String> arguments) {
        return attached(running, tazpodCommand(arguments), Map.of());
    }

    /// TazPod inside, with a passphrase on its standard input; nothing of it reaches an argument list
    /// or a file.
    public int tazpodWithPassphrase(ContainerFacts running, List<String> arguments, Passphrase passphrase) {
        var words = new ArrayList<>(arguments);
        words.addAll(List.of("--passphrase-fd", "0"));
        var secret = passphrase.copy();
        try {
            return fed(running, tazpodCommand(words), secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// TazPod inside, with this side's credentials of the store. They go through standard input to a file in RAM
    /// that the command takes away, since its own standard input may be the terminal.
    public int tazpodWithKeys(ContainerFacts running, List<String> arguments, byte[] keys) {
        int lent = fed(running, tazpodCommand(List.of("__internal_lend")), keys);
        return lent == 0 ? attached(running, tazpodCommand(arguments), Map.of(LENT, "1")) : lent;
    }

    /// A command with this on its standard input, where neither lists of processes nor files show it.
    public int fed(ContainerFacts running, List<String> command, byte[] input) {
        var request = request(running, command, Map.of(), Optional.empty(), true);
        try (var session = engine.exec(container.name(), request)) {
            var stdin = session.stdin();
            stdin.write(input);
            stdin.close();
            session.pump(terminal.output(), System.err);
            return session.exitCode();
        } catch (PortFailure failure) {
            throw EngineStops.of(failure);
        } catch (IOException cut) {
            throw EngineStops.of(new PortFailure(PortFailure.Kind.UNREACHABLE, "the engine stopped answering", cut));
        }
    }

    /// A command without input whose standard output is wanted. Its standard error goes to ours.
    public Captured captured(ContainerFacts running, List<String> command) {
        sweep(running);
        var output = new ByteArrayOutputStream();
        var request = request(running, command, Map.of(), Optional.empty(), false);
        try (var session = engine.exec(container.name(), request)) {
            session.pump(output, System.err);
            return new Captured(session.exitCode(), output.toString(StandardCharsets.UTF_8));
        } catch (PortFailure failure) {
            throw EngineStops.of(failure);
        } catch (IOException cut) {
            throw EngineStops.of(new PortFailure(PortFailure.Kind.UNREACHABLE, "the engine stopped answering", cut));
        }
    }

    /// Ends the shells whose clients were killed: they would keep the vault open for ever. Once a process, before
    /// whatever it came to do.
    void sweep(ContainerFacts running) {
        if (!swept) {
            swept = true;
            for (var dead : project.takeDeadClients()) {
                hangUp(running, dead);
            }
        }
    }

    /// Ends one shell as a closed terminal would.
    void hangUp(ContainerFacts running, String shell) {
        var _ = captured(running, List.of(GuestPaths.LIBEXEC + "guest-hangup", shell));
    }

    /// @param output standard output as text
    public record Captured(int exitCode, String output) {}

    static List<String> tazpodCommand(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(GuestPaths.PROGRAM);
        command.addAll(arguments);
        return command;
    }

    private ExecRequest request(
            ContainerFacts running,
            List<String> command,
            Map<String, String> environment,
            Optional<TerminalSize> size,
            boolean input) {
        var variables = new HashMap<>(host.terminalEnvironment());
        variables.put("HOME", GuestPaths.HOME);
        variables.put("USER", "tazpod");
        variables.putAll(environment);
        return new ExecRequest(command, container.owner(running), GuestPaths.WORKSPACE, variables, size, input);
    }
}
