// Sentences that are put together of parts end once.

import Testing

@testable import VigiloPlatform

struct SentenceTests {
    @Test(arguments: [
        (
            "field_type 'txt' is no field type; did you mean 'text'?",
            "field_type 'txt' is no field type; did you mean 'text'?"
        ),
        ("key is empty", "key is empty."), ("It is a Saturday.", "It is a Saturday."), ("", "."),
    ])
    func `a sentence ends once, with the end that its last part brings`(_ text: String, _ sentence: String) {
        #expect(text.asSentence == sentence)
    }
}
