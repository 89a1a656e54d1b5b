"""A list of orders as Django REST framework and django-filter serve it, nothing of theirs changed but one: a parameter that
django-filter would ignore is refused, so that a misspelled lookup cannot pass for one that happens to match every row.

    python server.py ROWS.json

ROWS.json holds `{"customers": [...], "orders": [...]}`. The first line of output is the port; the server ends with its input.
"""

import json
import os
import socketserver
import sys
import threading
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="a server of tests keeps no secrets",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    TIME_ZONE="Etc/GMT-3",  # three hours east of Greenwich, at all times: days begin elsewhere than in UTC
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_PERMISSION_CLASSES": [],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
        "PAGE_SIZE": 100,
        "UNAUTHENTICATED_USER": None,
    },
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402, the settings come first
from django.db import connection, models  # noqa: E402
from django.urls import path  # noqa: E402
from django_filters import rest_framework as filters  # noqa: E402
from rest_framework import generics, serializers  # noqa: E402


class Customer(models.Model):
    name = models.TextField()

    class Meta:
        app_label = "shop"


class Order(models.Model):
    name = models.TextField()
    note = models.TextField(null=True)
    quantity = models.BigIntegerField(null=True)
    price = models.DecimalField(null=True, max_digits=12, decimal_places=3)
    ratio = models.FloatField(null=True)
    paid = models.BooleanField(null=True)
    placed = models.DateField(null=True)
    created = models.DateTimeField()
    due = models.TimeField(null=True)
    status = models.TextField(choices=[(it, it) for it in ["open", "on hold", "shipped"]])
    key = models.UUIDField()
    customer = models.ForeignKey(Customer, null=True, on_delete=models.CASCADE)

    class Meta:
        app_label = "shop"
        ordering = ["id"]


ORDERED = ["exact", "lt", "lte", "gt", "gte", "in", "range"]
TEXT = ORDERED + ["iexact", "contains", "icontains", "startswith", "istartswith", "endswith", "iendswith", "regex", "iregex"]
DAYS = ["year", "month", "day"]


class OrderFilter(filters.FilterSet):
    class Meta:
        model = Order
        fields = {
            "id": ["exact", "in"],
            "name": TEXT,
            "note": TEXT + ["isnull"],
            "quantity": ORDERED + ["isnull"],
            "price": ORDERED + ["isnull"],
            "ratio": ORDERED + ["isnull"],
            "paid": ["exact", "isnull"],
            "placed": ORDERED + DAYS + ["isnull"],
            "created": ORDERED + DAYS + ["date__lt", "date__lte", "date__gt", "date__gte"],
            "due": ORDERED + ["isnull"],
            "status": ["exact", "in"],
            "key": ["exact", "in"],
            "customer": ["exact", "in", "isnull"],
            "customer__name": TEXT,
        }


class RefusingBackend(filters.DjangoFilterBackend):
    def get_filterset(self, request, queryset, view):
        filterset = super().get_filterset(request, queryset, view)
        unknown = set(request.query_params) - set(filterset.filters) - {"limit", "offset"}
        if unknown:
            raise serializers.ValidationError({name: ["No such parameter."] for name in sorted(unknown)})
        return filterset


class OrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = "__all__"


class OrderList(generics.ListAPIView):
    queryset = Order.objects.all()
    serializer_class = OrderSerializer
    filter_backends = [RefusingBackend]
    filterset_class = OrderFilter


class OrderDetail(generics.RetrieveAPIView):
    queryset = Order.objects.all()
    serializer_class = OrderSerializer


urlpatterns = [path("orders/", OrderList.as_view()), path("orders/<int:pk>/", OrderDetail.as_view())]


def load(file):
    with open(file, encoding="utf-8") as rows:
        rows = json.load(rows)
    with connection.schema_editor() as editor:
        editor.create_model(Customer)
        editor.create_model(Order)
    Customer.objects.bulk_create(Customer(**row) for row in rows["customers"])
    Order.objects.bulk_create(Order(**row) for row in rows["orders"])


class Server(WSGIServer):
    def server_bind(self):
        # As the standard library's, without asking the name service who this machine is.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address
        self.setup_environ()


class Handler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def end_with_input():
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    load(sys.argv[1])
    server = Server(("127.0.0.1", 0), Handler)
    server.set_app(get_wsgi_application())
    threading.Thread(target=end_with_input, daemon=True).start()
    print(server.server_port, flush=True)
    server.serve_forever()
