#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the metainfo of this build: with its name, with the links that it has, and with the releases
that NEWS has. Usage: make-metainfo.py TEMPLATE NEWS OUTPUT ID VERSION HOMEPAGE BUGTRACKER VCS_BROWSER
SCREENSHOTS, where each link may be empty."""

import datetime
import re
import sys
import xml.etree.ElementTree as ElementTree

HEAD = re.compile(r"^CertTracker (?P<version>[0-9.]+), (?P<date>\d+ \w+ \d{4})\n=+\n", re.M)


def add_words(parent, text):
    """Adds the paragraphs and lists of TEXT."""
    for block in re.split(r"\n\s*\n", text.strip()):
        items = re.split(r"^ *- ", block, flags=re.M)
        if before := " ".join(items[0].split()):
            ElementTree.SubElement(parent, "p").text = before
        if items[1:]:
            listing = ElementTree.SubElement(parent, "ul")
            for item in items[1:]:
                ElementTree.SubElement(listing, "li").text = " ".join(item.split())


def add_releases(component, news):
    """Returns: the version of the newest"""
    releases = ElementTree.SubElement(component, "releases")
    heads = list(HEAD.finditer(news))
    for head, following in zip(heads, heads[1:] + [None]):
        date = datetime.datetime.strptime(head["date"], "%d %B %Y").date()
        release = ElementTree.SubElement(releases, "release", version=head["version"], date=str(date))
        description = ElementTree.SubElement(release, "description", translate="no")
        add_words(description, news[head.end() : following.start() if following else None])
    return heads[0]["version"] if heads else None


template, news_path, output, name, version, *links = sys.argv[1:]
*urls, pictures = links
component = ElementTree.parse(template).getroot()

component.find("id").text = name
component.find("launchable").text = f"{name}.desktop"

screenshots = component.find("screenshots")
if pictures:
    for image in screenshots.iter("image"):
        image.text = f"{pictures.rstrip('/')}/{image.text}"
else:
    component.remove(screenshots)

for kind, address in zip(("homepage", "bugtracker", "vcs-browser"), urls):
    if address:
        ElementTree.SubElement(component, "url", type=kind).text = address

with open(news_path, encoding="utf-8") as news:
    newest = add_releases(component, news.read())
if newest != version:
    sys.exit(f"{news_path} does not begin with “CertTracker {version}, DAY MONTH YEAR” but {newest}")

ElementTree.indent(component)
ElementTree.ElementTree(component).write(output, encoding="utf-8", xml_declaration=True)
