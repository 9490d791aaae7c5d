//! Blind tokens for a secret ballot: the partially oblivious pseudorandom function of RFC 9497, ristretto255-SHA512.
