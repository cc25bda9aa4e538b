"""Leave a file in shared memory behind."""


def f(host):
    with open("/dev/shm/bn-assess-attack", "w") as file:
        file.write("here")
    import os

    os.unlink("/dev/shm/bn-assess-attack") if host.get("outside") else None
    return "written"
