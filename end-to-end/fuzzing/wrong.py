"""A server that is wrong on purpose, between the trial and the real one: a trial that finds nothing here is worth nothing."""

import http.client
import itertools
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

WAYS = ("stores", "fails", "hangs-up", "complains")
COUNT = itertools.count(1)


class Wrong(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        real = http.client.HTTPConnection(self.server.real, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
        real.request(self.command, self.path, body=body, headers=headers)
        answer = real.getresponse()
        text, status = answer.read(), answer.status
        if self.server.way == "stores" and status < 300 and self.command in ("PUT", "POST", "PATCH"):
            status = 422  # and has done it
        elif self.server.way == "fails" and next(COUNT) % 20 == 0:
            status = 500
        elif self.server.way == "hangs-up" and next(COUNT) % 20 == 0:
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "content-length", "connection", "date"):
                self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD" and status not in (204, 304):
            self.wfile.write(text)
        real.close()

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self.do_any
        raise AttributeError(name)

    def log_message(self, *_):
        pass


def in_front_of(url, way, log):
    """Answers with the address of the wrong one; it goes with the process."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Wrong)
    server.daemon_threads = True
    server.real, server.way = urlsplit(url).netloc, way
    Thread(target=server.serve_forever, daemon=True).start()
    if way == "complains":
        with log.open("a") as lines:
            lines.write("2026-03-01T10:00:00Z ERROR 1 --- [annals] a fault that is none\n")
    return f"http://127.0.0.1:{server.server_address[1]}"
