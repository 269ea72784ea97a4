"""A store with a certificate of a private CA, and keys that end: a MinIO of this test's own, behind TLS."""
import base64
import datetime
import glob
import hashlib
import hmac
import json
import os
import re
import socket
import socketserver
import ssl
import subprocess
import threading
import urllib.parse
import urllib.request
import uuid

from session import *

USER, SECRET = "tazpod-session", "a-secret-of-the-session"


class Server:
    """MinIO's server as dev/store has built it, on a port of its own, with a certificate that nobody knows."""

    def __init__(self, base):
        cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        built = glob.glob(os.path.join(cache, "tazpod-build/minio-RELEASE*"))
        if not built:
            required("minio", "no MinIO server was built (dev/store minio)")
        need("openssl")
        self.certificates = os.path.join(base, "certificates")
        os.mkdir(self.certificates)
        self.authority = os.path.join(self.certificates, "public.crt")
        made = run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=session",
                    "-addext", "subjectAltName=IP:127.0.0.1,DNS:store.invalid", "-keyout", os.path.join(self.certificates, "private.key"),
                    "-out", self.authority])
        same(made.code, 0, f"exit code of {made}")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.endpoint = f"https://127.0.0.1:{self.port}"
        self.trust = ssl.create_default_context(cafile=self.authority)
        self.process = subprocess.Popen(
            [built[0], "server", "--quiet", "--certs-dir", self.certificates, "--address", f"127.0.0.1:{self.port}",
             os.path.join(base, "data")],
            env={**os.environ, "MINIO_ROOT_USER": USER, "MINIO_ROOT_PASSWORD": SECRET, "MINIO_BROWSER": "off"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(self.ready, "MinIO did not come up", 30)

    def ready(self):
        try:
            return urllib.request.urlopen(self.endpoint + "/minio/health/ready", context=self.trust, timeout=2).status == 200
        except OSError:
            return False

    def close(self):
        self.process.terminate()
        self.process.wait(20)

    def temporary(self, seconds):
        """Keys with a session token, by the server's AssumeRole; signed by hand (AWS Signature Version 4)."""
        body = urllib.parse.urlencode({"Action": "AssumeRole", "Version": "2011-06-15", "DurationSeconds": str(seconds)})
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        scope = f"{now[:8]}/us-east-1/sts/aws4_request"
        kind = "application/x-www-form-urlencoded"
        digest = hashlib.sha256(body.encode()).hexdigest()
        host = f"127.0.0.1:{self.port}"
        request = f"POST\n/\n\ncontent-type:{kind}\nhost:{host}\nx-amz-date:{now}\n\ncontent-type;host;x-amz-date\n{digest}"
        text = f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
        key = ("AWS4" + SECRET).encode()
        for part in scope.split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        answer = urllib.request.urlopen(urllib.request.Request(
            self.endpoint + "/", data=body.encode(), method="POST",
            headers={"Content-Type": kind, "X-Amz-Date": now,
                     "Authorization": f"AWS4-HMAC-SHA256 Credential={USER}/{scope}, "
                                      f"SignedHeaders=content-type;host;x-amz-date, Signature={signature}"}),
            context=self.trust).read().decode()
        found = [re.search(f"<{name}>(.*?)</{name}>", answer).group(1)
                 for name in ("AccessKeyId", "SecretAccessKey", "SessionToken")]
        return dict(zip(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"), found))


class Proxy(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """An HTTP proxy that asks for a password and knows one name, store.invalid; it tunnels, and counts."""

    daemon_threads = True

    def __init__(self, port):
        super().__init__(("127.0.0.1", 0), Tunnel)
        self.target, self.tunnels, self.refused = port, 0, 0
        self.address = f"http://operator:p%40ss@127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self):
        self.shutdown()
        self.server_close()


class Tunnel(socketserver.StreamRequestHandler):
    def handle(self):
        while True:
            try:
                asked = self.rfile.readline().decode().split()
            except ConnectionResetError:
                return
            head = iter(lambda: self.rfile.readline().decode().strip(), "")
            fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head)}
            if fields.get("proxy-authorization") == "Basic " + base64.b64encode(b"operator:p@ss").decode():
                break
            self.server.refused += 1
            self.wfile.write(b"HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"session\"\r\nContent-Length: 0\r\n\r\n")
            if not asked:
                return
        if asked[:2] != ["CONNECT", f"store.invalid:{self.server.target}"]:
            self.wfile.write(b"HTTP/1.1 502 No such name\r\nContent-Length: 0\r\n\r\n")
            return
        self.server.tunnels += 1
        with socket.create_connection(("127.0.0.1", self.server.target)) as there:
            self.wfile.write(b"HTTP/1.1 200 Go on\r\n\r\n")
            back = threading.Thread(target=pour, args=(there, self.request), daemon=True)
            back.start()
            pour(self.request, there)
            back.join(20)


def pour(source, sink):
    try:
        while piece := source.recv(65536):
            sink.sendall(piece)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # the other end has gone, which ends both


def store(server, kind, *more):
    return ["storage:", f"  type: {kind}", f"  endpoint: {server.endpoint}", f"  bucket: session-{kind}",
            "  region: us-east-1", *more]


def sealed(project):
    os.makedirs(os.path.dirname(project.vault), exist_ok=True)
    with open(project.vault, "wb") as file:
        file.write(os.urandom(500))


@test
def a_private_authority_is_trusted_when_it_is_named(project):
    server = Server(project.base)
    project.undo.append(server.close)
    keys = project.env(AWS_ACCESS_KEY_ID=USER, AWS_SECRET_ACCESS_KEY=SECRET)
    for kind in ("s3", "minio"):
        project.config(*store(server, kind))
        sealed(project)
        for verb in (["push"], ["pull"], ["setup-storage"], ["store", "check"]):
            done = project.tazpod(*verb, env=keys)
            check(done.code != 0, f"{verb} of {kind} trusted a stranger")
            has(done.words, "certification path", f"what {verb} of {kind} says")
            has(done.words, "storage.ca_bundle", f"the way out of {verb} of {kind}")
        project.config(*store(server, kind, f"  ca_bundle: {server.authority}"))
        project.ok("setup-storage", env=keys)
        has(project.ok("push", env=keys).words, "pushed, generation 1", "the push")
        has(project.ok("pull", env=keys).words, "already", "the pull")


@test
def keys_with_a_session_token_are_taken_and_a_wrong_token_is_refused(project):
    server = Server(project.base)
    project.undo.append(server.close)
    root = project.env(AWS_ACCESS_KEY_ID=USER, AWS_SECRET_ACCESS_KEY=SECRET)
    temporary = server.temporary(3600)
    for kind in ("s3", "minio"):
        project.config(*store(server, kind, f"  ca_bundle: {server.authority}"))
        sealed(project)
        project.ok("setup-storage", env=root)
        has(project.ok("push", env=project.env(**temporary)).words, "pushed, generation 1", "the push")
        for token in ("", "no-token-of-this-server"):
            done = project.tazpod("pull", env=project.env(**{**temporary, "AWS_SESSION_TOKEN": token}))
            same(done.code, 31, f"exit code of {done}")


@test
def a_store_behind_a_proxy_is_reached_through_it_alone(project):
    server = Server(project.base)
    project.undo.append(server.close)
    proxy = Proxy(server.port)
    project.undo.append(proxy.close)
    server.endpoint = f"https://store.invalid:{server.port}"
    keys = {"AWS_ACCESS_KEY_ID": USER, "AWS_SECRET_ACCESS_KEY": SECRET}
    style = {"s3": ["  path_style: true"]}
    for kind in ("s3", "minio"):
        project.config(*store(server, kind, f"  ca_bundle: {server.authority}", *style.get(kind, [])))
        sealed(project)
        before = proxy.tunnels
        through = project.env(**keys, https_proxy=proxy.address)
        project.ok("setup-storage", env=through)
        has(project.ok("push", env=through).words, "pushed, generation 1", "the push")
        has(project.ok("pull", env=through).words, "already", "the pull")
        check(proxy.tunnels >= before + 3, f"{kind} went through the proxy {proxy.tunnels - before} times")
        before = proxy.tunnels
        for env in (project.env(**keys), project.env(**keys, https_proxy=proxy.address, no_proxy=".invalid")):
            same(project.tazpod("pull", env=env).code, 30, f"exit code of a pull of {kind} without the proxy")
        same(proxy.tunnels, before, "tunnels of those pulls")
        wrong = project.tazpod("pull", env=project.env(**keys, https_proxy=proxy.address.replace("p%40ss", "wrong")))
        check(wrong.code in (30, 31), f"exit code of {wrong}")
        has(wrong.words, "(?i)proxy|407", "what a refusal of the proxy says")


@test
def a_store_that_ignores_conditions_is_refused_until_it_is_accepted(project):
    """radosgw does, in a bucket that keeps versions."""
    names = ("ENDPOINT", "ACCESS_KEY", "SECRET_KEY")
    endpoint, key, secret = (os.environ.get(f"TAZPOD_RGW_{name}") for name in names)
    if not endpoint:
        required("radosgw", "no radosgw (TAZPOD_RGW_ENDPOINT, …; dev/store radosgw)")
    keys = project.env(AWS_ACCESS_KEY_ID=key, AWS_SECRET_ACCESS_KEY=secret)
    lines = ["storage:", "  type: s3", f"  endpoint: {endpoint}", f"  bucket: session-{uuid.uuid4().hex[:10]}",
             "  region: us-east-1", "  path_style: true"]
    project.config(*lines)
    project.ok("setup-storage", "--versioning", env=keys)
    sealed(project)
    with open(project.vault, "wb") as file:
        file.write(bytes(59))
    project.fails(21, "push", env=keys)
    sealed(project)
    probed = project.tazpod("store", "check", "--json", env=keys)
    same(probed.code, 34, f"exit code of {probed}")
    same(json.loads(probed.out)["prevents_lost_updates"], False, "what the probe found")
    refused = project.fails(34, "push", env=keys, says="storage.unsafe: true")
    check("pushed" not in refused.words, f"{refused} claims a push")
    project.fails(33, "pull", env=keys)
    project.config(*lines, "  unsafe: true")
    has(project.ok("push", env=keys).words, "pushed, generation 1", "the push to an accepted store")


if __name__ == "__main__":
    main()
