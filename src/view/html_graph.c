/* HTML graph: pairs of documents → documents in a column, joined by arcs. */
#include "view/html_plot.h"
#include "view/html_sections.h"

enum {
  NODE_HEIGHT = 20,
  NODES = 60,   /* that are drawn; the list of pairs has all */
  LETTER = 7,   /* pixels of a column of a name */
  REACH = 260,  /* most that an arc reaches out */
  PAIRS_TOLD = 40,
};

typedef struct Graph {
  Indices nodes; /* documents of the event that are in a pair of it */
  ARRAY(const OriginPair *) pairs;
  uint32_t left; /* nodes that are not drawn */
  int names;     /* pixels for the names, left of the arcs' ends */
} Graph;

static int32_t node_of(const Graph *g, uint32_t document) {
  for (uint32_t i = 0; i < g->nodes.n; i++) {
    if (g->nodes.v[i] == document) {
      return (int32_t)i;
    }
  }
  return -1;
}

/* Adds the documents of the event that share a pair, in their order, and the pairs among those. */
static Graph graph_of(Html *h, const Event *e) {
  Graph g = {0};
  for (uint32_t i = 0; i < e->documents.n; i++) {
    const Indices *pairs = &h->m->documents[e->documents.v[i]].pairs;
    bool joined = false;
    for (uint32_t k = 0; k < pairs->n && !joined; k++) {
      const OriginPair *pair = &h->m->story->pairs.v[pairs->v[k]];
      uint32_t other = pair->a == e->documents.v[i] ? pair->b : pair->a;
      for (uint32_t d = 0; d < e->documents.n && !joined; d++) {
        joined = e->documents.v[d] == other;
      }
    }
    if (joined && g.nodes.n < NODES) {
      array_push(h->arena, &g.nodes, e->documents.v[i]);
    } else {
      g.left += joined;
    }
  }
  for (uint32_t i = 0; i < g.nodes.n; i++) {
    const Indices *pairs = &h->m->documents[g.nodes.v[i]].pairs;
    for (uint32_t k = 0; k < pairs->n; k++) {
      const OriginPair *pair = &h->m->story->pairs.v[pairs->v[k]];
      if (pair->a == g.nodes.v[i] && node_of(&g, pair->b) >= 0) {
        array_push(h->arena, &g.pairs, pair);
      }
    }
  }
  return g;
}

/* How far the arc between documents so many pixels apart reaches out. */
static int reach_of(int apart) {
  int reach = 12 + apart * 9 / 10;
  return reach < REACH ? reach : REACH;
}

static void arc(Html *h, const Graph *g, const OriginPair *pair) {
  int from = node_of(g, pair->a) * NODE_HEIGHT + NODE_HEIGHT / 2;
  int to = node_of(g, pair->b) * NODE_HEIGHT + NODE_HEIGHT / 2;
  int high = (to - from) / 2;
  html_format(h, "<path class=\"%s\" d=\"M%d %dA%d %d 0 0 1 %d %d\"/>",
              pair->verdict == ORIGIN_SIGNS ? "join" : "join dash", g->names, from,
              reach_of(to - from), high, g->names, to);
}

/* The pairs of one verdict in words: "000–002, 000–003". */
static void told(Html *h, const Graph *g, OriginVerdict verdict, WordingKey key) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < g->pairs.n; i++) {
    const OriginPair *pair = g->pairs.v[i];
    if (pair->verdict != verdict) {
      continue;
    }
    if (n == 0) {
      html_raw(h, " ");
      html_attribute(h, h->w->text[key]);
    }
    if (n < PAIRS_TOLD) {
      html_raw(h, n ? ", " : ": ");
      html_attribute(h, h->m->names[pair->a]);
      html_raw(h, "–");
      html_attribute(h, h->m->names[pair->b]);
    }
    n++;
  }
  if (n > PAIRS_TOLD) {
    html_raw(h, " ");
    html_say(h, W_AND_MORE, ARG_COUNT(h, "n", n - PAIRS_TOLD));
  }
  html_raw(h, n ? "." : "");
}

void html_origin_graph(Html *h, const PageEvent *event) {
  Graph g = graph_of(h, event->story->event);
  if (g.nodes.n < 3) { /* one pair is told in a line */
    return;
  }
  int height = (int)g.nodes.n * NODE_HEIGHT;
  g.names = (int)h->m->names_width * LETTER + 18;
  int width = g.names + 10 + reach_of(height - NODE_HEIGHT);
  html_format(h, "<figure>\n<svg class=\"graph\" role=\"img\" width=\"%d\" height=\"%d\" "
                 "viewBox=\"0 0 %d %d\" aria-label=\"", width, height, width, height);
  html_attribute(h, h->w->text[W_GRAPH_LABEL]);
  told(h, &g, ORIGIN_SIGNS, W_SIGNS);
  told(h, &g, ORIGIN_OPEN, W_ORIGIN_OPEN);
  html_raw(h, "\">");
  for (uint32_t i = 0; i < g.pairs.n; i++) {
    arc(h, &g, g.pairs.v[i]);
  }
  for (uint32_t i = 0; i < g.nodes.n; i++) {
    int y = (int)i * NODE_HEIGHT + NODE_HEIGHT / 2;
    html_format(h, "<circle class=\"dot\" r=\"3.5\" cx=\"%d\" cy=\"%d\"/>", g.names, y);
    draw_text(h, (g.names - 10) * 10, (y + 4) * 10, "end", h->m->names[g.nodes.v[i]]);
  }
  html_raw(h, "</svg>\n<figcaption>");
  html_word(h, W_GRAPH_CAPTION);
  if (g.left) {
    html_raw(h, " ");
    html_say(h, W_GRAPH_LEFT, ARG_COUNT(h, "n", g.left));
  }
  html_raw(h, "</figcaption>\n</figure>\n");
}
