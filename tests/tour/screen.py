# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen that shows windows as a desktop does, with round corners and a shadow, and keeps pictures
of them alone, transparent where the desktop would shine through."""

import ctypes
import zlib

WINDOW_TYPE, ATOM_TYPE = 33, 4  # as Xlib's own atoms
Z_PIXMAP = 2
ALL_PLANES = ctypes.c_ulong(-1)


class Image(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int),
                ("format", ctypes.c_int), ("data", ctypes.POINTER(ctypes.c_char)),
                ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
                ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int),
                ("depth", ctypes.c_int), ("bytes_per_line", ctypes.c_int)]


def straight(row):
    """A row of pixels, blue first and multiplied by their alpha, as red first and not multiplied."""
    out = bytearray(len(row))
    out[0::4], out[1::4], out[2::4], out[3::4] = row[2::4], row[1::4], row[0::4], row[3::4]
    for at in range(3, len(out), 4):
        alpha = out[at]
        if 0 < alpha < 255:
            for channel in range(at - 3, at):
                out[channel] = min(255, (out[channel] * 255 + alpha // 2) // alpha)
    return bytes(out)


def chunk(kind, data):
    return (len(data).to_bytes(4, "big") + kind + data
            + zlib.crc32(kind + data).to_bytes(4, "big"))


def write_png(path, width, height, rows):
    """Each row has a filter of its own, which is none."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 6, 0, 0, 0])
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data)
                     + chunk(b"IEND", b""))


class Screen:
    """Says, as a window manager does, that shadows are understood, and as a compositor does, that
    windows may be transparent. Windows are placed and focused by who opens them."""

    def __init__(self):
        self.x = ctypes.CDLL("libX11.so.6")
        for name, result in (("XOpenDisplay", ctypes.c_void_p), ("XInternAtom", ctypes.c_ulong),
                             ("XDefaultRootWindow", ctypes.c_ulong),
                             ("XCreateSimpleWindow", ctypes.c_ulong),
                             ("XGetImage", ctypes.POINTER(Image))):
            getattr(self.x, name).restype = result
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))
        root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        manager = ctypes.c_ulong(self.x.XCreateSimpleWindow(self.display, root, -9, -9, 1, 1, 0, 0, 0))
        for window in root, manager:
            self.set(window, "_NET_SUPPORTING_WM_CHECK", WINDOW_TYPE, [manager.value])
        self.set(root, "_NET_SUPPORTED", ATOM_TYPE, [self.atom("_GTK_FRAME_EXTENTS")])
        self.x.XSetSelectionOwner(self.display, ctypes.c_ulong(self.atom("_NET_WM_CM_S0")), manager,
                                  ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)

    def atom(self, name):
        return self.x.XInternAtom(self.display, name.encode(), 0)

    def set(self, window, name, kind, values):
        array = (ctypes.c_ulong * len(values))(*values)
        self.x.XChangeProperty(self.display, window, ctypes.c_ulong(self.atom(name)),
                               ctypes.c_ulong(kind), 32, 0, array, len(values))

    def picture(self, window, width, height, path):
        image = self.x.XGetImage(self.display, ctypes.c_ulong(window), 0, 0, width, height,
                                 ALL_PLANES, Z_PIXMAP)
        if not image or image.contents.depth != 32:
            raise SystemExit("The window has no transparency.")
        length = image.contents.bytes_per_line
        data = ctypes.string_at(image.contents.data, length * height)
        write_png(path, width, height,
                  [straight(data[row * length : row * length + 4 * width]) for row in range(height)])
