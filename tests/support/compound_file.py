# SPDX-License-Identifier: MPL-2.0
"""The file system inside .doc and .msg ([MS-CFB]), written with the standard library alone.

    make_compound_file({"WordDocument": b"...", "Storage": {"Stream": b"..."}})
"""

import struct

_SECTOR = 512
_SMALL = 64
_SMALL_STREAM = 4096
_NONE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def make_compound_file(entries):
    """entries: {name: bytes of a stream, or the entries of a storage}."""
    directory = [["Root Entry", 5, _NONE, _NONE, _END, 0]]
    streams = []
    _add_entries(directory, streams, 0, entries)

    sectors, chains = [], []

    def put(content):
        begin = len(sectors)
        parts = [content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(content), _SECTOR)]
        sectors.extend(parts)
        chains.extend(begin + step + 1 for step in range(len(parts) - 1))
        if parts:
            chains.append(_END)
        return begin if parts else _END

    small, small_chains = b"", []
    for index, content in streams:
        directory[index][5] = len(content)
        if len(content) >= _SMALL_STREAM:
            directory[index][4] = put(content)
        elif content:
            begin, parts = len(small) // _SMALL, -(-len(content) // _SMALL)
            directory[index][4] = begin
            small += content.ljust(parts * _SMALL, b"\0")
            small_chains += [*range(begin + 1, begin + parts), _END]
    directory[0][4], directory[0][5] = put(small), len(small)
    small_table = _packed(small_chains)
    small_begin = put(small_table)
    directory_begin = put(b"".join(_entry(*row) for row in directory))

    tables = -(-len(sectors) // (_SECTOR // 4 - 1))
    if tables > 109:
        raise ValueError("too big for this writer")
    first = len(sectors)
    table = _packed(chains + [_TABLE] * tables)
    listed = [*range(first, first + tables)] + [_NONE] * (109 - tables)
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, directory_begin, 0, _SMALL_STREAM, small_begin,
                          len(small_table) // _SECTOR, _END, 0)
    return header + struct.pack("<109I", *listed) + b"".join(sectors) + table


def _add_entries(directory, streams, storage, entries):
    # Each entry is its neighbour's right-hand side: a tree that needs no balancing.
    before = None
    for name in sorted(entries, key=lambda name: (len(name), name.upper())):
        index = len(directory)
        content = entries[name]
        is_storage = isinstance(content, dict)
        directory.append([name, 1 if is_storage else 2, _NONE, _NONE, 0 if is_storage else _END, 0])
        if before is None:
            directory[storage][3] = index
        else:
            directory[before][2] = index
        before = index
        if is_storage:
            _add_entries(directory, streams, index, content)
        else:
            streams.append((index, content))


def _entry(name, kind, right, child, begin, size):
    encoded = name.encode("utf-16-le") + b"\0\0"
    row = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, _NONE, right, child)
    return row.ljust(116, b"\0") + struct.pack("<IQ", begin, size)


def _packed(numbers):
    table = struct.pack(f"<{len(numbers)}I", *numbers)
    return table.ljust(-(-len(table) // _SECTOR) * _SECTOR, b"\xff")
