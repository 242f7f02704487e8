#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server on loopback: tells its port, then each message that it takes as a line of JSON.

It knows nobody at nobody@, has no time for busy@, and takes a while until it has taken what is
for slow@. It ends when its standard input does.
"""
import asyncio
import email
import email.policy
import json
import sys

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
        if any(address.startswith("slow@") for address in envelope.rcpt_tos):
            await asyncio.sleep(0.5)
        return "250 Taken"


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(), enable_SMTPUTF8=True), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
