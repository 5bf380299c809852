// Times out of the database: integers, in microseconds.

import VigiloStore

extension Row {
    func timestamp(_ column: String) throws(StoreError) -> Timestamp {
        Timestamp(microseconds: try integer(column))
    }

    func optionalTimestamp(_ column: String) throws(StoreError) -> Timestamp? {
        try optionalInteger(column).map(Timestamp.init(microseconds:))
    }
}
