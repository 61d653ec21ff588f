"""The Bot API inside the process: a terminal chat for people, and the fake that the tests stand on."""
