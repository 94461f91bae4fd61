/* Review object: what the files of the review share. */
#ifndef API_REVIEW_OBJECT_H
#define API_REVIEW_OBJECT_H

#include "api/record_object.h"
#include "api/together.h"

enum { REVIEW_NONE = UINT32_MAX };

typedef enum ReviewRank {
  REVIEW_QUESTION, /* a question of its event is about it */
  REVIEW_DIFFERS,  /* of readings between which the documents differ */
  REVIEW_UNCLEAR,
  REVIEW_FIGURE, /* the others, by what they are */
  REVIEW_PERSON,
  REVIEW_STATEMENT,
} ReviewRank;

typedef struct ReviewItem {
  bool is_person;
  uint32_t index; /* of the amended extraction's claims or persons */
  uint32_t event; /* of the story; REVIEW_NONE: none */
  ReviewRank rank;
  Str question; /* of REVIEW_QUESTION */
  Str others;   /* what others decided of it */
} ReviewItem;

struct according_review {
  according_record *record;
  according_run *run;
  Arena arena;
  const Extraction *x;
  const Story *story;
  bool blind;
  ARRAY(ReviewItem) items;
};

/* What an item is on. Its claim or its person; the other is NULL. */
static inline const Claim *review_claim(const according_review *v, const ReviewItem *item) {
  return item->is_person ? NULL : &v->x->claims.v[item->index];
}
static inline const Person *review_person(const according_review *v, const ReviewItem *item) {
  return item->is_person ? &v->x->persons.v[item->index] : NULL;
}
static inline uint32_t review_document(const according_review *v, const ReviewItem *item) {
  return item->is_person ? v->x->persons.v[item->index].document
                         : v->x->claims.v[item->index].document;
}
static inline const Event *review_event(const according_review *v, const ReviewItem *item) {
  return item->event == REVIEW_NONE ? NULL : v->story->events.v[item->event].event;
}
/* The words by which an item is found again: figure, evidence, person. */
const Excerpt *review_words(const according_review *v, const ReviewItem *item);

#endif
