// The one place that says which Vigilo this is.

/// VIGILO_VERSION: the version of the product (SemVer 2.0), against which a plugin's `compatible_with` is checked.
public let vigiloVersion = "1.0.0"
