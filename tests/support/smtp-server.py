#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server on loopback: tells its port, then each message that it takes as a line of JSON.

It knows nobody at nobody@ and has no time for busy@. It ends when its standard input does.
"""
import email
import email.policy
import json
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 No such user here"
        if address.startswith("busy@"):
            return "451 4.3.2 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = {part.get_content_type(): part.get_content()
                 for part in message.walk() if not part.is_multipart()}
        print(json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "to_header": str(message["To"]),
            "subject": str(message["Subject"]),
            "bcc": str(message["Bcc"]),
            "id": str(message["Message-ID"]),
            "unsubscribe": str(message["List-Unsubscribe"]),
            "text": parts.get("text/plain", "").replace("\r\n", "\n"),
            "html": parts.get("text/html", ""),
        }), flush=True)
        return "250 Taken"


class Server(Controller):
    def factory(self):
        return SMTP(self.handler, enable_SMTPUTF8=True)


server = Server(Handler(), hostname="127.0.0.1", port=0)
# Port 0 is chosen by the system, so the controller's own check of the port is of no use.
server._trigger_server = lambda: None
server.start()
print(server.server.sockets[0].getsockname()[1], flush=True)
sys.stdin.read()
server.stop(no_assert=True)
