/* Messages: lines for people on standard error; output by write(2), so that nothing is buffered and
   every failure is seen. */
#include "cli/message.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PROGRESS_AFTER = 2000, PROGRESS_EVERY = 200 };

/* Writes all to fd; 0, or errno. */
static int write_all(int fd, const char *bytes, size_t size) {
  while (size) {
    ssize_t n = write(fd, bytes, size);
    if (n >= 0) {
      bytes += n;
      size -= (size_t)n;
    } else if (errno == EAGAIN) {
      struct pollfd ready = {.fd = fd, .events = POLLOUT};
      (void)poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

void message(const char *format, ...) {
  char line[2048] = "according: ";
  size_t at = strlen(line);
  va_list arguments;
  va_start(arguments, format);
  int n = vsnprintf(line + at, sizeof line - at - 1, format, arguments);
  va_end(arguments);
  size_t size = n < 0 ? at : at + (size_t)n < sizeof line - 1 ? at + (size_t)n : sizeof line - 2;
  for (size_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)line[i];
    line[i] = c < 32 || c == 127 ? '?' : line[i];
  }
  line[size] = '\n';
  (void)write_all(STDERR_FILENO, line, size + 1);
}

int output_write(void *context, const char *bytes, size_t size) {
  Output *output = context;
  if (!output->error && !output->broken) {
    int error = write_all(STDOUT_FILENO, bytes, size);
    output->broken = error == EPIPE;
    output->error = error == EPIPE ? 0 : error;
  }
  return output->error || output->broken ? -1 : 0;
}

int output_text(Output *output, const char *text) {
  return output_write(output, text, strlen(text));
}

int problems_write(void *context, const char *bytes, size_t size) {
  (void)context;
  return write_all(STDERR_FILENO, bytes, size) == 0 ? 0 : -1;
}

int output_end(Output *output) {
  if (!output->error && !output->broken && close(STDOUT_FILENO) != 0) {
    output->error = errno;
  }
  if (output->error) {
    message("standard output: %s", strerror(output->error));
    return 3;
  }
  return 0;
}

bool output_has_colour(void) {
  const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
  return isatty(STDOUT_FILENO) && !(no && *no) && terminal && strcmp(terminal, "dumb") != 0;
}

static int64_t now(void) {
  struct timespec t;
  int failed = clock_gettime(CLOCK_MONOTONIC, &t);
  return failed ? 0 : (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_begin(Progress *progress) {
  memset(progress, 0, sizeof *progress);
  progress->on = isatty(STDERR_FILENO) != 0;
  progress->began = progress->last = progress->on ? now() : 0;
}

/* "about 40 s left", "about 12 min left"; nothing before there is something to go by. */
static void time_left(const Progress *progress, const according_progress *step, int64_t time,
                      char *out, size_t room) {
  uint64_t done = step->bytes_of ? step->bytes : step->documents;
  uint64_t of = step->bytes_of ? step->bytes_of : step->documents_of;
  *out = 0;
  if (done > of / 50 && done < of) {
    double left = (double)(time - progress->reading) / 1000 * (double)(of - done) / (double)done;
    snprintf(out, room, left < 100 ? ", about %.0f s left" : ", about %.0f min left",
             left < 100 ? left : left / 60);
  }
}

void progress_step(void *context, const according_progress *step) {
  Progress *progress = context;
  if (!progress->on) {
    return;
  }
  int64_t time = now();
  if (step->documents_of && !progress->reading) {
    progress->reading = time; /* files are opened; what is left is told by reading alone */
  }
  if (time - progress->began < PROGRESS_AFTER || time - progress->last < PROGRESS_EVERY) {
    return;
  }
  char line[160], left[48];
  int n;
  if (!step->documents_of) {
    n = snprintf(line, sizeof line, "\r\033[K%llu of %llu files opened",
                 (unsigned long long)step->files, (unsigned long long)step->files_of);
  } else {
    time_left(progress, step, time, left, sizeof left);
    n = snprintf(line, sizeof line, "\r\033[K%llu of %llu documents read, %.1f of %.1f MB%s",
                 (unsigned long long)step->documents, (unsigned long long)step->documents_of,
                 (double)step->bytes / 1e6, (double)step->bytes_of / 1e6, left);
  }
  (void)write_all(STDERR_FILENO, line, (size_t)n);
  progress->last = time;
  progress->shown = true;
}

bool message_to_terminal(void) {
  return isatty(STDERR_FILENO) != 0;
}

void progress_end(Progress *progress) {
  if (progress->shown) {
    (void)write_all(STDERR_FILENO, "\r\033[K", 4);
    progress->shown = false;
  }
}

void streams_begin(void) {
  for (int fd = 0; fd <= 2; fd++) {
    if (fcntl(fd, F_GETFD) < 0 && errno == EBADF) {
      (void)!open("/dev/null", O_RDONLY); /* takes the lowest number that is free: this one */
    }
  }
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN); /* a file that may not grow: the write says so */
}
