// Lists, from the platform to the wire.

import VigiloPlatform
import VigiloWire

extension Page {
    init<Source>(_ slice: Slice<Source>, as body: (Source) -> Item) {
        self.init(items: slice.items.map(body), nextCursor: slice.nextCursor)
    }
}
