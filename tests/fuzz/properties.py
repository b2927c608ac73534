"""The properties that hold the engine to a slow reader of the rules, by seed."""

from hypothesis import HealthCheck, Phase, seed, settings

#: Examples of each property in one trial.
EXAMPLES = 20

settings.register_profile(
    "fuzz",
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


def hold_properties(number):
    """Try each property on examples that a seed decides.

    Raises:
        AssertionError: with the example that shows it, as small as it gets.
    """
    settings.load_profile("fuzz")  # what is imported below takes it
    from tests.answers import test_decider  # noqa: PLC0415
    from tests.space import test_space  # noqa: PLC0415

    for property_ in (
        test_decider.test_the_answer_is_what_a_slow_reader_lets_prevail,
        test_space.test_a_whole_answer_holds_however_the_missing_facts_turn_out,
        test_space.test_all_questions_in_one_cell_have_one_answer,
        test_space.test_only_rules_in_force_make_an_answer_depend_on_anything,
    ):
        seed(number)(property_)()
