"""The generator as a town has it: a wheel in the town's folder, laid there and exchanged."""
