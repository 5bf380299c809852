// The end of a sentence that is put together of parts.

extension String {
    /// The same, ended with a full stop unless its last part brought an end of its own: "did you mean 'text'?".
    public var asSentence: String {
        last.map { ".?!".contains($0) } == true ? self : self + "."
    }
}
