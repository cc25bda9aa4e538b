"""Leave a file behind."""


def f(host):
    with open(host["folder"] + "/left-behind", "w") as file:
        file.write("here")
    return "written"
