package io.tazpod.app.login;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// A stand-in for IAM Identity Center on this machine: it checks every request against what AWS documents, and answers
/// as told. It is not AWS; nothing here shows how AWS itself behaves.
final class PortalStandIn implements AutoCloseable {

    static final String START = "https://stand-in.awsapps.com/start";

    private final HttpServer server;
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();
    private boolean roleDenied;

    PortalStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What `CreateToken` answers before it grants: error names.
    void beforeGranting(String... errors) {
        answers.addAll(List.of(errors));
    }

    void denyTheRole() {
        roleDenied = true;
    }

    List<String> asked() {
        return asked;
    }

    List<String> objections() {
        return objections;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var path = exchange.getRequestURI().getPath();
        asked.add(path);
        switch (path) {
            case "/client/register" -> {
                wanted(exchange, body, "POST", "clientName", "tazpod", "clientType", "public");
                reply(exchange, 200, """
                        {"clientId":"id-1","clientSecret":"client-secret-1","clientIdIssuedAt":1,\
                        "clientSecretExpiresAt":4102444800}""");
            }
            case "/device_authorization" -> {
                wanted(
                        exchange,
                        body,
                        "POST",
                        "clientId",
                        "id-1",
                        "clientSecret",
                        "client-secret-1",
                        "startUrl",
                        START);
                reply(exchange, 200, """
                        {"deviceCode":"device-1","userCode":"ABCD-EFGH","verificationUri":"https://device.example/",\
                        "verificationUriComplete":"https://device.example/?user_code=ABCD-EFGH","expiresIn":600,\
                        "interval":1}""");
            }
            case "/token" -> {
                wanted(
                        exchange,
                        body,
                        "POST",
                        "clientId",
                        "id-1",
                        "clientSecret",
                        "client-secret-1",
                        "deviceCode",
                        "device-1",
                        "grantType",
                        "urn:ietf:params:oauth:grant-type:device_code");
                token(exchange);
            }
            case "/federation/credentials" -> credentials(exchange);
            default -> {
                objections.add("nobody asks for " + path);
                reply(exchange, 404, "{}");
            }
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        var error = answers.poll();
        if (error == null) {
            reply(exchange, 200, """
                    {"accessToken":"token-1","tokenType":"Bearer","expiresIn":28800,"refreshToken":"refresh-1"}""");
            return;
        }
        exchange.getResponseHeaders().add("x-amzn-ErrorType", error);
        reply(exchange, 400, "{\"error\":\"" + error + "\",\"error_description\":\"as told\"}");
    }

    private void credentials(HttpExchange exchange) throws IOException {
        var query = String.valueOf(exchange.getRequestURI().getQuery());
        check(query.contains("role_name=TazLabBootstrap"), "the role is not in " + query);
        check(query.contains("account_id=123456789012"), "the account is not in " + query);
        check("token-1".equals(exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token")), "no token");
        if (roleDenied) {
            exchange.getResponseHeaders().add("x-amzn-ErrorType", "ForbiddenException");
            reply(exchange, 403, "{\"message\":\"No access\"}");
        } else {
            reply(exchange, 200, """
                    {"roleCredentials":{"accessKeyId":"a","secretAccessKey":"s","sessionToken":"t",\
                    "expiration":4102444800000}}""");
        }
    }

    private void wanted(HttpExchange exchange, String body, String method, String... fields) {
        check(exchange.getRequestMethod().equals(method), "not by " + method);
        check(exchange.getRequestHeaders().getFirst("Authorization") == null, "signed, which needs keys");
        for (int i = 0; i < fields.length; i += 2) {
            var field = Pattern.compile("\"" + fields[i] + "\"\\s*:\\s*\"" + Pattern.quote(fields[i + 1]) + "\"");
            check(field.matcher(body).find(), fields[i] + " is not as it should be in " + body);
        }
    }

    private void check(boolean held, String objection) {
        if (!held) {
            objections.add(objection);
        }
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
