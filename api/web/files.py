"""The files of the pages: only those that are listed, kept by the browser for as long as it can."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from api.web.access import needs
from api.web.assets import A_DAY, FOR_EVER, assets
from api.web.problems import Problem
from domain.policy import Action


@get("/statique/{name:path}", opt=needs(Action.ENTRER, unseen=True), sync_to_thread=False)
def send(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
    asset = assets().get(name.removeprefix("/"))
    if asset is None:
        raise Problem(404, "Ce fichier n’existe pas : rechargez la page.")
    kept = FOR_EVER if request.query_params.get("v") == asset.version else A_DAY
    return Response(asset.content, media_type=asset.media_type, headers={"Cache-Control": kept})
