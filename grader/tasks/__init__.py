"""The coding tasks, one file each, by the id an item names them by."""

from collections.abc import Mapping

from grader.task import Task
from grader.tasks import (
    bn_backward,
    bn_backward_nchw,
    bn_debug_1,
    bn_debug_2,
    bn_fold,
    bn_forward,
    bn_forward_nchw,
    bn_ghost,
    bn_inference,
    bn_layer,
    bn_masked,
    bn_streaming,
    bn_sync,
    bn_train_step,
)

MODULES = (
    bn_forward,
    bn_train_step,
    bn_inference,
    bn_backward,
    bn_forward_nchw,
    bn_backward_nchw,
    bn_fold,
    bn_sync,
    bn_streaming,
    bn_ghost,
    bn_masked,
    bn_layer,
    bn_debug_1,
    bn_debug_2,
)

TASKS: Mapping[str, Task] = {module.TASK.id: module.TASK for module in MODULES}
