/* Clusters of strands: candidates, points, and which strands are one happening. */
#ifndef EVENT_CLUSTER_H
#define EVENT_CLUSTER_H

#include "event/affinity.h"

/* Gives every strand the number of its cluster in cluster[] (numbers are those of the lowest strand
   of each), and fills weighing->matter; weighing->people and ->alike are given. A function of the set: pairs are compared where they share a
   place and day, a rare figure, a kind of happening or rare words; blocks of good pairs are then
   clustered while the mean points of two clusters are AFFINITY_MEAN or more. */
void clusters_find(Weighing *weighing, uint32_t *cluster);

#endif
