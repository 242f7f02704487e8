/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* strcasestr */
#include "support/resetting-server.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_CONNECTIONS 128

/* How often the client speaks before a relay resets: that is TLS. */
#define FIRST_WORDS 2

static int
listen_somewhere (guint16 *port)
{
  struct sockaddr_in address
      = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, length), ==, 0);
  g_assert_cmpint (listen (fd, MAX_CONNECTIONS), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &address, &length), ==, 0);
  *port = ntohs (address.sin_port);
  return fd;
}

static void
reset (int fd)
{
  struct linger now = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  close (fd);
}

static void
say (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize n = send (fd, bytes, length, MSG_NOSIGNAL);

      if (n <= 0)
        return;
      bytes += n;
      length -= n;
    }
}

/* The server. */

typedef struct
{
  int fd;
  GString *heard;
} Peer;

struct _ResettingServer
{
  int listener;
  guint16 port;
  int end[2]; /* a pipe that says that it is over */
  GThread *thread;
  GRand *rand;

  guint n_resets_left;
  guint n_resets;
  GHashTable *keys;   /* of those that were made */
  GHashTable *things; /* that are there */
};

/* @fd: -1 if it is only done and not told
 * @cut: whether the answer ends in the middle */
static void
answer (ResettingServer *self, int fd, const char *head, gboolean cut)
{
  g_auto (GStrv) words = g_strsplit_set (head, " \r", 3);
  const char *name = strrchr (words[1], '/');
  const char *status = "200 OK";
  const char *type = "application/json";
  gboolean has_body = TRUE;

  if (g_str_equal (words[0], "POST"))
    {
      const char *key = strcasestr (head, "idempotency-key: ");

      g_assert_nonnull (key);
      if (g_hash_table_add (self->keys, g_strndup (key, strcspn (key, "\r"))))
        g_assert_true (g_hash_table_add (self->things, g_strdup (name)));
      status = "201 Created";
    }
  else if (g_str_equal (words[0], "DELETE"))
    {
      has_body = !g_hash_table_remove (self->things, name);
      status = has_body ? "404 Not Found" : "204 No Content";
      type = "application/problem+json";
    }

  g_autofree char *body = g_strdup_printf ("{\"n\":%s}", name + 1);
  g_autofree char *text
      = has_body ? g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n"
                                    "\r\n%s",
                                    status, type, strlen (body), body)
                 : g_strdup_printf ("HTTP/1.1 %s\r\n\r\n", status);

  if (fd >= 0)
    say (fd, text, cut ? strlen (text) / 2 : strlen (text));
}

/* Returns: TRUE if the connection stays */
static gboolean
take_request (ResettingServer *self, Peer *peer)
{
  gboolean resets = self->n_resets_left > 0 && g_rand_boolean (self->rand);
  guint when = g_rand_int_range (self->rand, 0, 3);
  const char *end = strstr (peer->heard->str, "\r\n\r\n");
  const char *length = strcasestr (peer->heard->str, "content-length: ");
  gsize body
      = length != NULL ? g_ascii_strtoull (length + strlen ("content-length: "), NULL, 10) : 0;
  gboolean is_whole
      = end != NULL && peer->heard->len >= (gsize) (end + 4 - peer->heard->str) + body;

  if (resets)
    {
      self->n_resets_left--;
      g_atomic_int_inc (&self->n_resets);
      if (is_whole && when > 0)
        answer (self, when == 1 ? -1 : peer->fd, peer->heard->str, TRUE);
      return FALSE;
    }
  if (is_whole)
    {
      answer (self, peer->fd, peer->heard->str, FALSE);
      g_string_truncate (peer->heard, 0);
    }
  return TRUE;
}

static gpointer
serve (gpointer user_data)
{
  ResettingServer *self = user_data;
  struct pollfd fds[MAX_CONNECTIONS + 2];
  Peer peers[MAX_CONNECTIONS];
  guint n = 0;

  for (;;)
    {
      char bytes[4096];

      fds[0] = (struct pollfd) { .fd = self->end[0], .events = POLLIN };
      fds[1] = (struct pollfd) { .fd = self->listener, .events = POLLIN };
      for (guint i = 0; i < n; i++)
        fds[i + 2] = (struct pollfd) { .fd = peers[i].fd, .events = POLLIN };
      if (poll (fds, n + 2, -1) < 0 && errno != EINTR)
        g_error ("poll: %s", g_strerror (errno));
      if (fds[0].revents != 0)
        break;

      for (guint i = n; i > 0; i--)
        {
          gssize length;
          gboolean stays;

          if (fds[i + 1].revents == 0)
            continue;
          length = read (peers[i - 1].fd, bytes, sizeof bytes);
          if (length > 0)
            g_string_append_len (peers[i - 1].heard, bytes, length);
          stays = length > 0 && take_request (self, &peers[i - 1]);
          if (stays)
            continue;
          if (length > 0)
            reset (peers[i - 1].fd);
          else
            close (peers[i - 1].fd);
          g_string_free (peers[i - 1].heard, TRUE);
          peers[i - 1] = peers[--n];
        }

      if (fds[1].revents != 0)
        {
          g_assert_cmpuint (n, <, MAX_CONNECTIONS);
          peers[n++] = (Peer) { accept (self->listener, NULL, NULL), g_string_new (NULL) };
        }
    }

  while (n-- > 0)
    {
      close (peers[n].fd);
      g_string_free (peers[n].heard, TRUE);
    }
  return NULL;
}

ResettingServer *
resetting_server_new (guint seed, guint n_resets)
{
  ResettingServer *self = g_new0 (ResettingServer, 1);

  self->listener = listen_somewhere (&self->port);
  g_assert_cmpint (pipe (self->end), ==, 0);
  self->rand = g_rand_new_with_seed (seed);
  self->n_resets_left = n_resets;
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->thread = g_thread_new ("resetting-server", serve, self);
  return self;
}

static void
stop (ResettingServer *self)
{
  if (self->thread == NULL)
    return;
  close (self->end[1]);
  g_thread_join (g_steal_pointer (&self->thread));
}

void
resetting_server_free (ResettingServer *self)
{
  stop (self);
  close (self->end[0]);
  close (self->listener);
  g_rand_free (self->rand);
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->things);
  g_free (self);
}

guint16
resetting_server_get_port (ResettingServer *self)
{
  return self->port;
}

guint
resetting_server_count_resets (ResettingServer *self)
{
  return g_atomic_int_get (&self->n_resets);
}

guint
resetting_server_count_things (ResettingServer *self)
{
  stop (self);
  return g_hash_table_size (self->things);
}

guint
resetting_server_count_made (ResettingServer *self)
{
  stop (self);
  return g_hash_table_size (self->keys);
}

/* The relay. */

typedef struct
{
  int client;
  int server;
  guint n_words; /* of the client */
} Pair;

struct _ResettingRelay
{
  int listener;
  guint16 port;
  guint16 target;
  int end[2];
  GThread *thread;
  GRand *rand;
  guint n_resets_left;
  guint n_resets;
};

static int
connect_to (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons (port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (connect (fd, (struct sockaddr *) &address, sizeof address) == 0)
    return fd;
  close (fd);
  return -1;
}

/* Returns: TRUE if the pair stays */
static gboolean
pass_on (ResettingRelay *self, Pair *pair, gboolean from_client)
{
  char bytes[16384];
  gssize length = read (from_client ? pair->client : pair->server, bytes, sizeof bytes);

  if (length <= 0)
    return FALSE;

  if (from_client && ++pair->n_words > FIRST_WORDS && self->n_resets_left > 0
      && g_rand_boolean (self->rand))
    {
      self->n_resets_left--;
      g_atomic_int_inc (&self->n_resets);
      return FALSE;
    }
  say (from_client ? pair->server : pair->client, bytes, length);
  return TRUE;
}

static gpointer
relay (gpointer user_data)
{
  ResettingRelay *self = user_data;
  struct pollfd fds[2 * MAX_CONNECTIONS + 2];
  Pair pairs[MAX_CONNECTIONS];
  guint n = 0;

  for (;;)
    {
      fds[0] = (struct pollfd) { .fd = self->end[0], .events = POLLIN };
      fds[1] = (struct pollfd) { .fd = self->listener, .events = POLLIN };
      for (guint i = 0; i < n; i++)
        {
          fds[2 * i + 2] = (struct pollfd) { .fd = pairs[i].client, .events = POLLIN };
          fds[2 * i + 3] = (struct pollfd) { .fd = pairs[i].server, .events = POLLIN };
        }
      if (poll (fds, 2 * n + 2, -1) < 0 && errno != EINTR)
        g_error ("poll: %s", g_strerror (errno));
      if (fds[0].revents != 0)
        break;

      for (guint i = n; i > 0; i--)
        {
          Pair *pair = &pairs[i - 1];
          gboolean stays = TRUE;

          if (fds[2 * i + 1].revents != 0)
            stays = pass_on (self, pair, FALSE);
          if (stays && fds[2 * i].revents != 0)
            stays = pass_on (self, pair, TRUE);
          if (stays)
            continue;
          reset (pair->client);
          close (pair->server);
          *pair = pairs[--n];
        }

      if (fds[1].revents != 0)
        {
          Pair pair = { accept (self->listener, NULL, NULL), connect_to (self->target), 0 };

          g_assert_cmpuint (n, <, MAX_CONNECTIONS);
          g_assert_cmpint (pair.server, >=, 0);
          pairs[n++] = pair;
        }
    }

  while (n-- > 0)
    {
      close (pairs[n].client);
      close (pairs[n].server);
    }
  return NULL;
}

ResettingRelay *
resetting_relay_new (guint seed, guint n_resets, guint16 port)
{
  ResettingRelay *self = g_new0 (ResettingRelay, 1);

  self->listener = listen_somewhere (&self->port);
  g_assert_cmpint (pipe (self->end), ==, 0);
  self->target = port;
  self->rand = g_rand_new_with_seed (seed);
  self->n_resets_left = n_resets;
  self->thread = g_thread_new ("resetting-relay", relay, self);
  return self;
}

void
resetting_relay_free (ResettingRelay *self)
{
  close (self->end[1]);
  g_thread_join (self->thread);
  close (self->end[0]);
  close (self->listener);
  g_rand_free (self->rand);
  g_free (self);
}

guint16
resetting_relay_get_port (ResettingRelay *self)
{
  return self->port;
}

guint
resetting_relay_count_resets (ResettingRelay *self)
{
  return g_atomic_int_get (&self->n_resets);
}
