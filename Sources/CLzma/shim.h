#include <lzma.h>

// `LZMA_STREAM_INIT` and `LZMA_CONCATENATED` are macros that Swift does not import.
static inline lzma_stream schattenki_lzma_stream(void) {
  lzma_stream stream = LZMA_STREAM_INIT;
  return stream;
}

static inline lzma_ret schattenki_lzma_start(lzma_stream *stream, uint64_t maximum_memory) {
  return lzma_stream_decoder(stream, maximum_memory, LZMA_CONCATENATED);
}
