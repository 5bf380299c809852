/* clinux_fault.h - where in whose code a process crashed. */
#ifndef CLINUX_FAULT_H
#define CLINUX_FAULT_H

/*
 * From now on a fatal signal writes to `report` what is known of the fault before it ends the process as it always does,
 * a line each:
 *
 *     memory                      the last thing that went wrong was that there was no more memory
 *     frame FILE OFFSET SYMBOL    innermost first; OFFSET is hexadecimal, in the file; SYMBOL is - where none is known
 *
 * Stack overflows are caught in the thread that called this. [once]
 */
void clinux_report_faults(int report);

#endif
