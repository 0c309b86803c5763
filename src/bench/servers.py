"""The source (nginx on memory) and the database, both on loopback, both ended with the benchmark."""

import glob
import os
import pathlib
import pwd
import socket
import subprocess
import time

# One object is a directory; DELETE of its URL deletes both of its files.
NGINX = """
daemon off; master_process on; pid {work}/nginx.pid; error_log {work}/nginx-error.log warn; worker_processes {workers};
{user}
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type application/octet-stream;
  client_body_temp_path {work}/nginx-body; proxy_temp_path {work}/nginx-proxy; fastcgi_temp_path {work}/nginx-fastcgi;
  uwsgi_temp_path {work}/nginx-uwsgi; scgi_temp_path {work}/nginx-scgi;
  server {{
    listen 127.0.0.1:{port} {tls} backlog=1024; root {source}; dav_methods DELETE; {keys}
    location ~ ^/v1/objects/(?<object>[^/]+)/content/(?<part>video|acsmetadata)$ {{ rewrite ^ /$object/$part break; }}
    location ~ ^/v1/objects/(?<object>[^/]+)$ {{ rewrite ^ /$object/ break; }}
    location / {{ autoindex on; }}
  }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process, what):
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            raise SystemExit(f"bench: {what} ended with {process.returncode} instead of listening")
        time.sleep(0.05)


class Certificate:
    """Made for this run, for 127.0.0.1, and trusted by curl, rclone and java."""

    def __init__(self, work, java):
        self.pem, self.key, self.trusted = work / "certificate.pem", work / "certificate.key", work / "trusted.p12"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", self.key, "-out", self.pem],
                       check=True, capture_output=True)
        subprocess.run([pathlib.Path(java).with_name("keytool"), "-importcert", "-noprompt", "-alias", "bench", "-file", self.pem,
                        "-keystore", self.trusted, "-storepass", "changeit"], check=True, capture_output=True)
        self.java_option = f"-Djavax.net.ssl.trustStore={self.trusted} -Djavax.net.ssl.trustStorePassword=changeit"
        os.environ.update(CURL_CA_BUNDLE=str(self.pem), RCLONE_CA_CERT=str(self.pem), JAVA_TOOL_OPTIONS=self.java_option)


class Source:
    def __init__(self, work, root, certificate=None):
        self.port = free_port()
        self.base = f"{'https' if certificate else 'http'}://127.0.0.1:{self.port}"
        self.host = f"127.0.0.1:{self.port}"
        file = work / "nginx.conf"
        tls = "ssl" if certificate else ""
        keys = f"ssl_certificate {certificate.pem}; ssl_certificate_key {certificate.key};" if certificate else ""
        user = "user root;" if os.geteuid() == 0 else ""
        file.write_text(NGINX.format(work=work, port=self.port, tls=tls, keys=keys, source=root, workers=os.cpu_count(), user=user))
        self.process = subprocess.Popen(["nginx", "-c", str(file), "-e", str(work / "nginx-error.log")])
        wait_for(self.port, self.process, "nginx")

    def close(self):
        self.process.terminate()
        self.process.wait()


class Database:
    """A cluster of its own with the settings that initdb gives: fsync is on."""

    def __init__(self, work):
        programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda it: int(it.split("/")[4]))
        self.programs = pathlib.Path(programs[-1])
        self.data = work / "database"
        self.port = free_port()
        self.owner = None
        if os.geteuid() == 0:
            self.owner = "postgres"
            self.data.mkdir(parents=True)
            account = pwd.getpwnam(self.owner)
            os.chown(self.data, account.pw_uid, account.pw_gid)
        options = {"user": self.owner, "group": self.owner, "extra_groups": []} if self.owner else {}
        subprocess.run([self.programs / "initdb", "-D", self.data, "-A", "trust", "-U", "archiver", "-E", "UTF8"],
                       check=True, stdout=subprocess.DEVNULL, cwd="/", **options)
        self.log = open(work / "postgres.log", "w")
        self.process = subprocess.Popen(
            [self.programs / "postgres", "-D", self.data, "-p", str(self.port),
             "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
            stdout=self.log, stderr=self.log, cwd="/", **options)
        wait_for(self.port, self.process, "postgres")

    def query(self, sql, database="postgres"):
        command = ["psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "archiver", "-d", database, "-qAtX", "-c", sql]
        for attempt in range(100):
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode == 0 or "starting up" not in done.stderr:
                break
            time.sleep(0.1)
        if done.returncode != 0:
            raise SystemExit(f"bench: {sql}: {done.stderr.strip()}")
        return done.stdout.strip()

    def close(self):
        self.process.terminate()
        self.process.wait()
