/* The value of a macro of the headers. */
#include <vigilo_plugin.h>

VIGILO_EXPORT uint64_t constant(void) { return (uint64_t)(CONSTANT); }
