#!/usr/bin/env python3
"""Outlines of land and borders for the maps of pages: data/maps/outlines.txt from Natural Earth.

    npm install --ignore-scripts world-atlas@2.0.2
    python3 tools/outlines.py node_modules/world-atlas/countries-50m.json data/maps/outlines.txt

The npm package world-atlas 2.0.2 (ISC licence) carries Natural Earth 4.1.0 (naturalearthdata.com),
1:50m, which is in the public domain, as TopoJSON. Taken from it: the rings of all land, and the lines
between two states as Natural Earth draws them. Each arc is simplified (Douglas and Peucker, 0.02
degrees) with its ends kept, so that coasts and borders still meet, and rounded to hundredths of a
degree. The same input gives the same bytes.
"""
import hashlib
import json
import sys

TOLERANCE = 0.02  # degrees

HEAD = '''# Outlines for the maps of pages: rings of land, and lines between states as Natural Earth draws them.
# Source: Natural Earth 4.1.0, 1:50m (naturalearthdata.com), public domain, as carried by the npm package
# world-atlas 2.0.2, countries-50m.json, %s.
# Made by tools/outlines.py; not edited by hand. Lines are sorted.
# Each: land or border, a tab, longitude and latitude of the first point in hundredths of a degree, then
# the steps from point to point. A ring of land closes by itself.
'''


def decode(topology):
    """The arcs, as lists of (longitude, latitude) in degrees."""
    (kx, ky), (x0, y0) = topology['transform']['scale'], topology['transform']['translate']
    for arc in topology['arcs']:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + x0, y * ky + y0))
        yield points


def distance(point, a, b):
    (x, y), (ax, ay), (bx, by) = point, a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = 0 if length == 0 else max(0, min(1, ((x - ax) * dx + (y - ay) * dy) / length))
    return ((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2) ** .5


def simplified(points):
    """Points that keep the line within TOLERANCE; both ends stay."""
    keep, parts = {0, len(points) - 1}, [(0, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        far, where = 0, None
        for i in range(first + 1, last):
            d = distance(points[i], points[first], points[last])
            if d > far:
                far, where = d, i
        closed = points[first] == points[last] and where is not None  # a ring keeps its far side
        if where is not None and (far > TOLERANCE or closed):
            keep.add(where)
            parts += [(first, where), (where, last)]
    return [points[i] for i in sorted(keep)]


def rounded(points):
    out = []
    for x, y in points:
        point = (round(x * 100), round(y * 100))
        if not out or out[-1] != point:
            out.append(point)
    return out


def line(kind, points):
    (x, y), words = points[0], []
    words += [str(x), str(y)]
    for px, py in points[1:]:
        words += [str(px - x), str(py - y)]
        x, y = px, py
    return kind + '\t' + ' '.join(words)


def join(arcs, numbers):
    points = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def unwrapped(ring):
    """A ring over the line of 180 degrees, once on each side of the map; else the ring itself."""
    out, turn = [ring[0]], 0
    for (before, _), (x, y) in zip(ring, ring[1:]):
        turn += 36000 if x - before < -18000 else -36000 if x - before > 18000 else 0
        out.append((x + turn, y))
    if len({x < -18000 or x > 18000 for x, _ in out}) == 1:
        return [out]
    shift = -36000 if max(x for x, _ in out) > 18000 else 36000
    return [out, [(x + shift, y) for x, y in out]]


def polygons(geometry):
    if geometry['type'] == 'Polygon':
        yield geometry['arcs']
    elif geometry['type'] == 'MultiPolygon':
        yield from geometry['arcs']
    else:
        for inner in geometry.get('geometries', []):
            yield from polygons(inner)


def main():
    source = open(sys.argv[1], 'rb').read()
    topology = json.loads(source)
    arcs = [rounded(simplified(points)) for points in decode(topology)]
    lines = set()
    for polygon in polygons(topology['objects']['land']):
        for numbers in polygon:
            ring = join(arcs, numbers)
            ring = ring[:-1] if ring[0] == ring[-1] else ring
            if len(set(ring)) > 2:
                lines.update(line('land', part) for part in unwrapped(ring))
    users = {}
    for index, country in enumerate(topology['objects']['countries']['geometries']):
        for polygon in polygons(country):
            for numbers in polygon:
                for number in numbers:
                    users.setdefault(number if number >= 0 else ~number, set()).add(index)
    for number, countries in users.items():
        if len(countries) > 1 and len(arcs[number]) > 1:
            lines.add(line('border', arcs[number]))
    with open(sys.argv[2], 'w', encoding='utf-8') as out:
        out.write(HEAD % ('sha256:' + hashlib.sha256(source).hexdigest()))
        out.writelines(l + '\n' for l in sorted(lines))
    print('%d lines, %d points' % (len(lines), sum(l.count(' ') + 1 for l in lines) // 2))


if __name__ == '__main__':
    main()
