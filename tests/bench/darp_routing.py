"""The same instances by OR-Tools' routing library, for as long: what one would use without a search of our own."""

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from tests.bench.darp_files import Instance

# The library counts in whole numbers.
SCALE = 1000


def routing_cost(instance: Instance, seconds: float) -> float | None:
    """Return the cost of the best solution found, None when none was."""
    day, n = instance.day(), instance.requests
    minutes, km = ((SCALE * matrix).round().astype(int) for matrix in (day.minutes, day.km))
    service = (SCALE * instance.rows[:, 3]).round().astype(int)
    manager = pywrapcp.RoutingIndexManager(2 * n + 1, instance.vehicles, 0)
    routing = pywrapcp.RoutingModel(manager)
    node = manager.IndexToNode
    length = routing.RegisterTransitCallback(lambda a, b: int(km[node(a), node(b)]))
    routing.SetArcCostEvaluatorOfAllVehicles(length)
    takes = [0, *(int(x) for x in service[1:])]
    way = routing.RegisterTransitCallback(
        lambda a, b: takes[node(a)] + int(minutes[node(a), node(b)])
    )
    horizon = int(SCALE * max(instance.rows[:, 6].max(), instance.most_minutes)) * 2
    routing.AddDimension(way, horizon, horizon, False, "time")
    load = routing.RegisterUnaryTransitCallback(lambda a: int(instance.rows[node(a), 4]))
    routing.AddDimension(load, 0, instance.capacity, True, "load")
    _limit(instance, manager, routing, takes)
    chosen = pywrapcp.DefaultRoutingSearchParameters()
    chosen.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    chosen.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    chosen.time_limit.FromMilliseconds(int(1000 * seconds))
    solution = routing.SolveWithParameters(chosen)
    return _length(instance, manager, routing, solution) if solution else None


def _limit(
    instance: Instance,
    manager: pywrapcp.RoutingIndexManager,
    routing: pywrapcp.RoutingModel,
    takes: list[int],
) -> None:
    """Set windows, pairs, the longest ride and the longest tour."""
    time, n, solver = routing.GetDimensionOrDie("time"), instance.requests, routing.solver()
    early, late = ((SCALE * instance.rows[:, k]).round().astype(int) for k in (5, 6))
    for row in range(1, 2 * n + 1):
        time.CumulVar(manager.NodeToIndex(row)).SetRange(int(early[row]), int(late[row]))
    for v in range(instance.vehicles):
        start, end = time.CumulVar(routing.Start(v)), time.CumulVar(routing.End(v))
        start.SetRange(int(early[0]), int(late[0]))
        end.SetRange(int(early[0]), int(late[0]))
        time.SetSpanUpperBoundForVehicle(int(SCALE * instance.most_minutes), v)
    for i in range(1, n + 1):
        up, off = manager.NodeToIndex(i), manager.NodeToIndex(n + i)
        routing.AddPickupAndDelivery(up, off)
        solver.Add(routing.VehicleVar(up) == routing.VehicleVar(off))
        solver.Add(time.CumulVar(up) <= time.CumulVar(off))
        most = int(SCALE * instance.most_ride) + takes[i]
        solver.Add(time.CumulVar(off) - time.CumulVar(up) <= most)


def _length(
    instance: Instance,
    manager: pywrapcp.RoutingIndexManager,
    routing: pywrapcp.RoutingModel,
    solution: pywrapcp.Assignment,
) -> float:
    km, total = instance.day().km, 0.0
    for v in range(instance.vehicles):
        here = routing.Start(v)
        while not routing.IsEnd(here):
            after = solution.Value(routing.NextVar(here))
            total += float(km[manager.IndexToNode(here), manager.IndexToNode(after)])
            here = after
    return total
