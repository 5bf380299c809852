/* Exports the entry's name as data. */
__attribute__((visibility("default"))) const char vigilo_plugin_entry[] = "not a function";
