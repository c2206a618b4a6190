"""What is wrong with a token, in words."""

from collections.abc import Mapping

import jwt

SAID: Mapping[type[jwt.PyJWTError], str] = {
    jwt.ExpiredSignatureError: "The token has expired.",
    jwt.ImmatureSignatureError: "The token does not hold yet.",
    jwt.InvalidIssuedAtError: "The token was issued in the future.",
    jwt.InvalidAudienceError: "The token is for another audience.",
    jwt.InvalidIssuerError: "The token is from another issuer.",
    jwt.InvalidSignatureError: "The token's signature does not fit it.",
    jwt.InvalidAlgorithmError: "The token is signed by a method that is not taken.",
    jwt.MissingRequiredClaimError: "The token lacks one of exp, iat, sub, iss and aud.",
}


def token_fault(error: jwt.PyJWTError) -> str:
    """What was wrong with a token that PyJWT refused."""
    return SAID.get(type(error), "This is not a token that can be read.")
