// How many cores there are to share the work.

import Glibc

enum Cores {
    static let count = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}
