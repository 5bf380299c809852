/* Calls a function that nobody provides. */
#include <vigilo_plugin.h>

void nobody_has_this_function(void);

VIGILO_EXPORT const vigilo_plugin_v1 *vigilo_plugin_entry(void) {
    nobody_has_this_function();
    return NULL;
}
