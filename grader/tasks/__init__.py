"""The coding tasks, one file each, by the id an item names them by."""

from collections.abc import Mapping

from grader.task import Task
from grader.tasks import bn_backward, bn_forward, bn_inference

TASKS: Mapping[str, Task] = {task.id: task for task in (bn_forward.TASK, bn_inference.TASK, bn_backward.TASK)}
