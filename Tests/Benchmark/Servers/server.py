"""The same answer from Flask: gunicorn --bind unix:SOCKET server:app, with TOKEN and BODY in the environment."""

import os
import uuid

from flask import Flask, Response, request

app = Flask(__name__)
WANTED = f"Bearer {os.environ['TOKEN']}"
BODY = os.environ["BODY"]


@app.get("/api/v1/me")
def me():
    known = request.headers.get("Authorization") == WANTED
    return Response(BODY, 200 if known else 401, {"X-Request-Id": str(uuid.uuid4())}, mimetype="application/json")
