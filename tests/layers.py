#!/usr/bin/env python3
"""Checks the order of the rooms: python3 tests/layers.py [SOURCE_ROOT]

- an #include "room/x.h" between rooms must be allowed by src/LAYERS
- headers must not include one another in a circle
- cli includes only <according/according.h> (and its own headers)
- file names are unique under src (meson.build apart)
"""
import os
import re
import sys

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def read_layers(path):
    layers = {}
    for number, line in enumerate(open(path, encoding='utf-8'), 1):
        line = line.split('#')[0].strip()
        if not line:
            continue
        room, _, below = line.partition(':')
        for name in below.split():
            if name not in layers:
                sys.exit('%s:%d: %s is not on a lower floor than %s' % (path, number, name, room))
        layers[room.strip()] = below.split()
    return layers


def source_files(src):
    for folder, folders, names in os.walk(src):
        folders.sort()
        for name in sorted(names):
            yield os.path.relpath(os.path.join(folder, name), src)


def check_include(layers, path, room, mark, name, line):
    where = 'src/%s:%d: ' % (path, line)
    if room == 'cli' and mark == '<' and name.startswith('according/'):
        return [] if name == 'according/according.h' else [where + 'cli uses only according.h']
    if mark == '<':
        return []
    target = name.split('/')[0]
    if '/' not in name:
        return []  # a generated header beside the objects
    if target == 'according':
        return [] if room in ('api', 'cli') else [where + '%s may not include %s' % (room, name)]
    if target not in layers:
        return [where + 'no such room: ' + name]
    if target != room and target not in layers[room]:
        return [where + '%s may not include %s (src/LAYERS)' % (room, name)]
    return []


def find_circle(graph):
    state, trail = {}, []

    def visit(node):
        state[node] = 1
        trail.append(node)
        for following in sorted(graph.get(node, ())):
            if state.get(following) == 1:
                return trail[trail.index(following):] + [following]
            if following not in state:
                circle = visit(following)
                if circle:
                    return circle
        state[node] = 2
        trail.pop()
        return None

    for node in sorted(graph):
        if node not in state:
            circle = visit(node)
            if circle:
                return circle
    return None


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.dirname(
        os.path.abspath(__file__)))
    src = os.path.join(root, 'src')
    layers = read_layers(os.path.join(src, 'LAYERS'))
    problems, seen, graph = [], {}, {}
    for path in source_files(src):
        name = os.path.basename(path)
        if name in seen and name != 'meson.build':
            problems.append('src/%s: the name is taken by src/%s' % (path, seen[name]))
        seen.setdefault(name, path)
        if not name.endswith(('.c', '.h')):
            continue
        room = path.split(os.sep)[0]
        if room not in layers:
            problems.append('src/%s: its room is not in src/LAYERS' % path)
            continue
        text = open(os.path.join(src, path), encoding='utf-8').read()
        for match in INCLUDE.finditer(text):
            line = text.count('\n', 0, match.start()) + 1
            problems += check_include(layers, path, room, match[1], match[2], line)
            if match[1] == '"':
                graph.setdefault(path, set()).add(match[2])
    circle = find_circle(graph)
    if circle:
        problems.append('headers include one another: ' + ' > '.join(circle))
    for problem in problems:
        print(problem)
    print('%d files, %d problems' % (len(seen), len(problems)))
    return 1 if problems else 0


sys.exit(main())
