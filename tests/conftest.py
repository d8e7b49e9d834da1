"""What every test shares."""

from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: how long an example takes is the benchmarks' business.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
