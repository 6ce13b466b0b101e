#include <zlib.h>

// `inflateInit2` is a macro, which Swift does not import. 15 + 16: the largest window, gzip only.
static inline int schattenki_inflate_init_gzip(z_stream *stream) {
  return inflateInit2(stream, 15 + 16);
}

// Below zero: deflate without a header, as in zip.
static inline int schattenki_inflate_init_raw(z_stream *stream) {
  return inflateInit2(stream, -15);
}
