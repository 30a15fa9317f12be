from __future__ import annotations

import gc

from tests.tui.conftest import Opener


async def test_garbage_is_gathered_again_once_the_plan_is_shown(opened: Opener) -> None:
    gc.disable()
    try:
        async with opened() as eyes:
            assert eyes.handle == "E.1"
            assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.enable()
