"""A small API for both connectors, on this machine: customers by id, and reports of days that are prepared for a while.

`python api/server.py` prints its address. One customer cannot be read, and reports of more than 60 days never become ready.
"""

import json
import sys
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

CUSTOMERS = 2500
POISONED = 1234
LONGEST_REPORT = 60


class Api(BaseHTTPRequestHandler):
    reports = []

    def do_GET(self):
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/customers":
            after, skip, limit = (int(query.get(name, ["0"])[0]) for name in ("after", "skip", "limit"))
            page = range(1, CUSTOMERS + 1)[after + skip :][:limit]
            if POISONED in page:
                self.answer(422, {"error": "a customer of this page cannot be shown"})
            else:
                self.answer(200, {"customers": [customer(number) for number in page]})
        elif path.startswith("/reports/"):
            self.answer(200, report(*self.reports[int(path.rsplit("/", 1)[1])]))
        else:
            self.answer(200 if path == "/me" else 404, {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.path == "/token":
            self.answer(200, {"access_token": "access-to-the-example", "expires_in": 3600})
            return
        order = json.loads(body)
        first, last = (date.fromisoformat(order[name][:10]) for name in ("from", "to"))
        self.reports.append((first, last))
        self.answer(201, {"id": len(self.reports) - 1})

    def answer(self, status, value):
        text = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


def customer(number):
    return {
        "id": number,
        "name": f"Customer {number}",
        "email": f"customer{number}@example.com",
        "created_at": f"2025-01-{number % 28 + 1:02}T10:00:00+01:00",
        "tags": ["new"] if number % 2 else [],
    }


def report(first, last):
    days = (last - first).days
    if days > LONGEST_REPORT:
        return {"status": "pending"}
    rows = [
        {"campaign": campaign, "day": str(first + timedelta(days=day)), "clicks": campaign * 10 + day % 7, "cost": 1.25}
        for day in range(days)
        for campaign in (1, 2)
    ]
    return {"status": "ready", "rows": rows}


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0), Api)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
