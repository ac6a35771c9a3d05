"""The base models of the simulated provider, and when they retire."""

from __future__ import annotations

from service.demo.openai_format import Model

# Source: developers.openai.com/api/docs/deprecations: tunes share the shutdown date of their base.
BASE_MODELS: dict[str, Model] = {
    model.id: model
    for model in (
        Model("gpt-4.1-mini-2025-04-14", 1744225351, "system", "2027-01-14"),
        Model("gpt-4o-mini-2024-07-18", 1721172717, "system", "2027-01-14"),
        Model("gpt-4.1-nano-2025-04-14", 1744321025, "system"),
    )
}
BASE_ACCURACY = 0.7


def tuned_model(name: str, base: str, created: int) -> Model:
    """The entry of a tuned model."""
    of_base = BASE_MODELS.get(base)
    return Model(name, created, "tunewatch-demo", None if of_base is None else of_base.shutdown_date)
