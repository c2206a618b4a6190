"""Strategies: any requirement tree over materials A to F, and any set of them handed in."""

from typing import Any

from hypothesis import strategies as st

ITEMS = "ABCDEF"
Tree = dict[str, Any]

leaves: st.SearchStrategy[Tree] = st.builds(lambda item: {"material": item}, st.sampled_from(ITEMS))


def _tuples(inner: st.SearchStrategy[Tree], longest: int) -> st.SearchStrategy[tuple[Tree, ...]]:
    return st.lists(inner, min_size=1, max_size=longest).map(tuple)


def _grown(children: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    parts = _tuples(children, 4)
    n_of = parts.flatmap(
        lambda of: st.builds(lambda n: {"n_of": {"n": n, "of": of}}, st.integers(1, len(of)))
    )
    return (
        st.builds(lambda of: {"all_of": of}, parts) | st.builds(lambda of: {"any_of": of}, parts)
    ) | n_of


unconditional: st.SearchStrategy[Tree] = st.recursive(leaves, _grown, max_leaves=8)


conditions: st.SearchStrategy[Tree] = st.recursive(
    st.builds(
        lambda answer, value: {"answer": answer, "equals": value},
        st.sampled_from("XY"),
        st.booleans(),
    ),
    lambda inner: (
        st.builds(lambda part: {"not": part}, inner)
        | st.builds(lambda parts: {"and": parts}, _tuples(inner, 2))
        | st.builds(lambda parts: {"or": parts}, _tuples(inner, 2))
    ),
    max_leaves=3,
)

conditional: st.SearchStrategy[Tree] = st.recursive(
    unconditional,
    lambda inner: (
        st.builds(lambda parts: {"all_of": parts}, _tuples(inner, 3))
        | st.builds(
            lambda condition, then: {"when": {"condition": condition, "then": then}},
            conditions,
            inner,
        )
    ),
    max_leaves=4,
)

handed_in: st.SearchStrategy[frozenset[str]] = st.frozensets(st.sampled_from(ITEMS))
answered: st.SearchStrategy[bool | None] = st.sampled_from([True, False, None])
