"""The Jiangmen round of 2019, played through the public interfaces."""
